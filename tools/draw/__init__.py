"""The small illustration kit behind tools/draw_photos.py."""
