"""The sample galleries: which scene becomes which file, when, and how it is stored.

Each photo is (file name, frame, time taken, orientation, with a position?). A frame is
L or P (3:2, wide or tall) or l or p (4:3). Orientation is the Exif value: pixels of 3, 6
and 8 are stored turned, as cameras do, so that a right viewer shows them upright.
"""

from . import (scene_canteen, scene_harvest, scene_reservoir, scene_roads, scene_school,
               scene_station, scene_street, scene_yards)

FRAMES = {"L": (1920, 1280), "l": (1840, 1380), "P": (1280, 1920), "p": (1380, 1840)}

GALLERIES = {
    "street-day": (scene_street.SCENES, [
        ("01.jpg", "L", "2026-10-24 07:20:14", 1, True),
        ("02.jpg", "L", "2026-10-24 09:05:41", 1, False),
        ("03.jpg", "l", "2026-10-24 09:18:02", 1, True),
        ("04.jpg", "P", "2026-10-24 09:32:57", 6, True),
        ("05.jpg", "L", "2026-10-24 09:47:30", 1, False),
        ("06.jpg", "l", "2026-10-24 10:02:19", 1, True),
        ("07.jpg", "P", "2026-10-24 10:25:08", 8, False),
        ("08.jpg", "L", "2026-10-24 10:40:33", 3, True),
        ("09.jpg", "L", "2026-10-24 17:06:50", 1, False),
    ]),
    "village-roads": (scene_roads.SCENES, [
        ("秧田边的水泥路.jpg", "L", "2026-09-08 08:12:25", 1, True),
        ("茶山盘山路.jpg", "P", "2026-09-08 10:31:06", 6, True),
        ("石桥通车.jpg", "L", "2026-09-09 09:04:47", 1, False),
        ("村口候车亭.jpg", "L", "2026-09-09 11:20:39", 3, True),
        ("送菜进镇.jpg", "L", "2026-09-10 17:38:12", 1, False),
        ("路肩培土.jpg", "L", "2026-08-19 09:45:28", 1, True),
        ("太阳能路灯.jpg", "P", "2026-09-10 18:52:55", 8, False),
        ("俯瞰村道.jpg", "l", "2026-09-11 10:08:03", 1, True),
    ]),
    "canteen-lunch": (scene_canteen.SCENES, [
        ("01-dining-room.jpg", "L", "2026-11-05 11:25:10", 1, True),
        ("02-serving.jpg", "L", "2026-11-05 11:08:44", 1, False),
        ("03-four-dishes.jpg", "l", "2026-11-05 11:16:31", 1, True),
        ("04-to-the-seat.jpg", "P", "2026-11-05 11:20:05", 6, False),
        ("05-kitchen.jpg", "L", "2026-11-05 10:12:59", 1, True),
        ("06-to-the-door.jpg", "P", "2026-11-06 11:41:17", 6, True),
        ("07-after-lunch.jpg", "L", "2026-11-05 12:15:36", 1, False),
    ]),
    "tidy-yards": (scene_yards.SCENES, [
        ("01.jpg", "L", "2026-08-15 07:42:20", 1, True),
        ("02.jpg", "P", "2026-08-15 09:10:51", 6, False),
        ("03.jpg", "L", "2026-08-15 08:26:13", 1, True),
        ("04.jpg", "L", "2026-08-16 07:35:48", 1, False),
        ("05.jpg", "L", "2026-08-16 09:02:09", 1, True),
        ("06.jpg", "P", "2026-08-17 16:18:34", 8, True),
        ("07.jpg", "L", "2026-08-18 08:05:27", 1, False),
        ("08.jpg", "L", "2026-08-18 19:04:42", 1, False),
    ]),
    "school-meals": (scene_school.SCENES, [
        ("01.jpg", "l", "2026-05-20 11:52:07", 1, False),
        ("02.jpg", "L", "2026-05-20 11:40:33", 1, False),
        ("03.jpg", "L", "2026-05-20 11:58:21", 1, True),
        ("04.jpg", "P", "2026-05-20 11:47:56", 6, False),
        ("05.jpg", "L", "2026-05-20 08:30:15", 1, True),
        ("06.jpg", "L", "2026-05-20 12:30:40", 1, True),
    ]),
    "station-day": (scene_station.SCENES, [
        ("0800-opening.jpg", "L", "2026-11-12 08:02:11", 1, True),
        ("0900-desk.jpg", "L", "2026-11-12 09:06:38", 1, False),
        ("0930-waiting.jpg", "L", "2026-11-12 09:34:52", 1, False),
        ("1040-leaflets.jpg", "P", "2026-11-12 10:41:05", 6, True),
        ("1120-desk-top.jpg", "l", "2026-11-12 11:20:29", 1, False),
        ("1500-benches.jpg", "L", "2026-11-12 15:03:47", 1, True),
        ("1730-lights.jpg", "P", "2026-11-12 17:32:18", 8, True),
    ]),
    "reservoir-repair": (scene_reservoir.SCENES, [
        ("01-dam.jpg", "L", "2025-12-16 10:05:23", 1, True),
        ("02-blocks.jpg", "L", "2025-11-27 14:22:46", 3, True),
        ("03-tower.jpg", "P", "2025-12-16 09:18:30", 6, False),
        ("04-spillway.jpg", "L", "2025-12-09 10:47:12", 1, True),
        ("05-gauge.jpg", "L", "2025-12-16 10:36:58", 1, False),
        ("06-crest.jpg", "L", "2025-12-18 16:51:04", 1, True),
    ]),
    "autumn-harvest": (scene_harvest.SCENES, [
        ("机收水稻.jpg", "L", "2025-10-11 09:28:16", 1, True),
        ("田成方路成网.jpg", "l", "2025-10-11 10:50:41", 1, True),
        ("稻穗.jpg", "P", "2025-10-10 16:44:09", 8, False),
        ("渠水过闸.jpg", "L", "2025-10-10 09:13:37", 1, True),
        ("晒谷场.jpg", "L", "2025-10-12 13:20:54", 1, False),
        ("装车运粮.jpg", "L", "2025-10-12 16:58:22", 1, True),
        ("田埂歇晌.jpg", "P", "2025-10-12 17:16:45", 6, False),
    ]),
}
