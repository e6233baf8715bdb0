/* The search page: answers while one types, from an index in small scripts that are loaded as needed (src/search tells what is in them). */
(function () {
  'use strict';

  var AT_ONCE = 10;
  var AT_FIRST = 1;
  var ROUNDS = 12;
  var PAGES_OF_TEXT = 4;
  var FILTERS = ['column', 'category', 'year'];

  var form = document.querySelector('main .search-form');
  if (!form || typeof Promise !== 'function' || typeof URLSearchParams !== 'function') { return; }
  var box = form.elements.q;
  var filters = form.querySelector('.search-filters');
  var status = document.querySelector('main .search-status');
  var list = document.querySelector('main .search-results');
  var more = document.querySelector('main .search-more');
  var count = AT_ONCE;
  var turn = 0;
  var wanted = {};

  /* ---- Files of the index: scripts that call one function, which work as files and under any policy ---- */

  var given = {};
  var asked = {};

  window.minsheng = function (name, value) { given[name] = value; };

  function load(name, prepare) {
    if (!asked[name]) {
      asked[name] = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        script.src = name + '.js';
        script.onload = function () {
          document.head.removeChild(script);
          /* A server may send something else in its place. */
          if (!(name in given)) { script.onerror(); return; }
          resolve(prepare(given[name]));
          delete given[name];
        };
        script.onerror = function () {
          delete asked[name];
          reject(new Error(name));
        };
        document.head.appendChild(script);
      });
    }
    return asked[name];
  }

  /* Numbers are digits of Base64: some have as many as they are told to have, others are groups of five bits, the lowest first, and a sixth bit tells that more follow. */
  var DIGITS = new Uint8Array(128);
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach(function (digit, value) {
    DIGITS[digit.charCodeAt(0)] = value;
  });

  function Reader(text, at) { this.text = text; this.at = at; }
  Reader.prototype.number = function () {
    for (var value = 0, shift = 0; ; shift += 5) {
      var digit = DIGITS[this.text.charCodeAt(this.at++)];
      value |= (digit & 31) << shift;
      if (digit < 32) { return value; }
    }
  };
  Reader.prototype.fixed = function (count) {
    for (var value = 0; count; count--) { value = value * 64 + DIGITS[this.text.charCodeAt(this.at++)]; }
    return value;
  };

  /* ---- What every query needs: the folding of text, and where each page belongs ---- */

  function head(given) {
    var fold = new Uint16Array(65536);
    var unit = 0;
    given.letters.forEach(function (length, turn) {
      for (var end = unit + length; unit < end; unit++) { fold[unit] = turn % 2 ? unit : 0; }
    });
    for (var at = 0; at < given.pairs.length; at += 2) {
      fold[given.pairs.charCodeAt(at)] = given.pairs.charCodeAt(at + 1);
    }
    var order = new Uint32Array(given.order.length / given.width);
    var column = new Uint16Array(given.numbers);
    var category = new Array(given.numbers);
    var year = new Array(given.numbers);
    var numbers = new Reader(given.order, 0);
    var places = new Reader(given.places, 0);
    for (var turn = 0, step = 0; turn < order.length; turn++) {
      var page = order[turn] = numbers.fixed(given.width);
      column[page] = places.number();
      category[page] = [];
      for (var isLast = false; !isLast;) {
        var term = places.number();
        isLast = term % 2 === 0;
        if (term > 1) { category[page].push(given.categories[(term >>> 1) - 1][1]); }
      }
      while (step + 1 < given.years.length && given.years[step + 1][1] <= turn) { step++; }
      year[page] = [String(given.years[step][0])];
    }
    /* A page is in its column and in all those above it, but for the site itself. */
    var trails = given.columns.map(function (one, id) {
      var trail = [];
      for (; id; id = given.columns[id][3]) { trail.push(given.columns[id][1]); }
      return trail;
    });
    return {
      fold: fold,
      bits: given.bits,
      numbers: given.numbers,
      order: order,  /* of the numbers of pages, the newest first */
      title: function (page) { return column[page] ? given.columns[column[page]][0] : ''; },
      choices: {
        column: given.columns.slice(1).map(function (one) {
          return [one[1], new Array(one[2]).join('　') + one[0]];
        }),
        category: given.categories.map(function (one) { return [one[1], one[0]]; }),
        year: given.years.map(function (one) {
          return [String(one[0]), one[0] ? one[0] + '年' : '未注日期'];
        })
      },
      of: {
        column: function (page) { return trails[column[page]]; },
        category: function (page) { return category[page]; },
        year: function (page) { return year[page]; }
      }
    };
  }

  /* Text as it is searched, unit for unit; what is neither letter nor digit is a zero. */
  function folded(text, fold) {
    var out = '';
    for (var at = 0; at < text.length; at += 4096) {
      var part = new Uint16Array(Math.min(4096, text.length - at));
      for (var to = 0; to < part.length; to++) { part[to] = fold[text.charCodeAt(at + to)]; }
      out += String.fromCharCode.apply(null, part);
    }
    return out;
  }

  function wordsOf(query, fold) {
    return folded(query, fold).split('\u0000').filter(function (word, at, all) {
      return word && all.indexOf(word) === at;
    });
  }

  /* ---- The index ---- */

  function keysOf(word) {
    if (word.length === 1) { return [word.charCodeAt(0) * 65536]; }
    var keys = [];
    for (var at = 1; at < word.length; at++) {
      keys.push(word.charCodeAt(at - 1) * 65536 + word.charCodeAt(at));
    }
    return keys;
  }

  function shardName(key, bits) {
    return 'i/' + (Math.imul(key, 0x9E3779B1) >>> (32 - bits)).toString(16);
  }

  function shard(text) {
    var reader = new Reader(text, 0);
    var places = {};
    while (reader.at < text.length) {
      var key = reader.fixed(3) * 65536 + reader.fixed(3);
      var length = reader.number();
      places[key] = [reader.at, reader.at + length];
      reader.at += length;
    }
    return { text: text, places: places };
  }

  /* Tells of each page that has a key: its number, whether the title has it, and the evidence. */
  function eachPosting(shard, key, tell) {
    var place = shard.places[key];
    if (!place) { return; }
    var reader = new Reader(shard.text, place[0]);
    var isPair = key % 65536 > 0;
    for (var page = 0; reader.at < place[1]; page++) {
      var start = reader.number();
      page += start >>> 2;
      if (!isPair) {
        tell(page, start & 1, 0, 0);
      } else if (start & 2) {
        var sets = reader.fixed(3);
        tell(page, start & 1, sets >>> 8, sets & 255);
      } else {
        var once = reader.fixed(1);
        tell(page, start & 1, 1 << (once >>> 3), 1 << (once & 7));
      }
    }
  }

  function follower(unit) { return 1 << ((unit * 0x9E37 & 0xFFFF) >>> 13); }

  /* What the index knows of a word, page by page. */
  function evidence(word, shards, numbers) {
    var keys = keysOf(word);
    var found = {
      keys: keys.length,
      present: new Uint8Array(numbers),  /* how many of its pairs the page has */
      whole: new Uint8Array(numbers),    /* up to which pair they follow each other */
      title: new Uint8Array(numbers),    /* whether all of these are in the title */
      follow: new Uint8Array(numbers)    /* what follows the last of these */
    };
    var chain = new Uint8Array(numbers);
    keys.forEach(function (key, at) {
      var next = follower(word.charCodeAt(at + 1));
      eachPosting(shards[key], key, function (page, isTitle, places, followers) {
        found.present[page]++;
        if (found.whole[page] !== at) { return; }
        if (at) {
          places &= chain[page] << 1 | chain[page] >>> 7;
          if (!places || !(found.follow[page] & next)) { return; }
        }
        chain[page] = places;
        found.follow[page] = followers;
        found.title[page] = at ? found.title[page] & isTitle : isTitle;
        found.whole[page] = at + 1;
      });
    });
    return found;
  }

  /* All pages with all words: those with the words in the title first, then those where one word follows the other, and of equals the newest. */
  function hits(words, known, order) {
    var ranks = [[], [], [], [], [], [], [], []];
    for (var turn = 0; turn < order.length; turn++) {
      var page = order[turn], isIn = true, titles = 0, joined = 0;
      for (var at = 0; at < words.length && isIn; at++) {
        isIn = known[at].whole[page] === known[at].keys;
        titles += known[at].title[page];
        if (at && known[at - 1].follow[page] & follower(words[at].charCodeAt(0))) { joined++; }
      }
      if (isIn) {
        ranks[(titles === words.length ? 0 : 4) + (joined === words.length - 1 ? 0 : 2) + (titles ? 0 : 1)].push(page);
      }
    }
    return Array.prototype.concat.apply([], ranks);
  }

  /* Where no page has the words: those that have at least half of their pairs, the most first. */
  function nearHits(known, order) {
    var all = 0, near = [];
    known.forEach(function (one) { all += one.keys; });
    var most = function (turn) {
      return known.reduce(function (sum, one) { return sum + one.present[order[turn]]; }, 0);
    };
    for (var turn = 0; all > 1 && turn < order.length; turn++) {
      if (most(turn) * 2 >= all) { near.push(turn); }
    }
    near.sort(function (a, b) { return most(b) - most(a) || a - b; });
    return near.slice(0, 50).map(function (turn) { return order[turn]; });
  }

  /* ---- Texts, which have the last word ---- */

  function texts(pages, head) {
    return Promise.all(pages.map(function (page) {
      var name = 't/' + Math.floor(page / PAGES_OF_TEXT).toString(16);
      return load(name, Object).then(function (block) {
        var one = block.filter(function (row) { return row[0] === page % PAGES_OF_TEXT; })[0];
        return {
          title: one[1], path: one[3], date: one[4], text: one[5],
          foldedTitle: folded(one[1], head.fold),
          initials: folded(one[2], head.fold),
          foldedText: folded(one[5], head.fold)
        };
      });
    }));
  }

  function holds(page, word) {
    return [page.foldedText, page.foldedTitle, page.initials].some(function (text) { return text.indexOf(word) >= 0; });
  }

  /* The first pages that pass the filters and really hold the words. Evidence is wrong now and then, so the places of those that do not are filled from behind; and where it is wrong too often, there are fewer results, none of them wrong. */
  function first(count, result, words, head, rounds) {
    var isAny = FILTERS.every(function (name) { return !wanted[name]; });
    var passed = isAny ? result.pages : result.pages.filter(function (page) { return passes(page, head, ''); });
    var shown = passed.slice(0, rounds ? count : result.right);
    return texts(shown, head).then(function (read) {
      var wrong = result.isNear ? [] : shown.filter(function (page, at) {
        return !words.every(function (word) { return holds(read[at], word); });
      });
      if (!wrong.length) { return { shown: shown, read: read, total: passed.length }; }
      result.pages = result.pages.filter(function (page) { return wrong.indexOf(page) < 0; });
      result.right = shown.length - wrong.length;
      return first(count, result, words, head, rounds - 1);
    });
  }

  function passes(page, head, but) {
    return FILTERS.every(function (name) {
      return name === but || !wanted[name] || head.of[name](page).indexOf(wanted[name]) >= 0;
    });
  }

  /* ---- From the query to what is seen ---- */

  function run() {
    var mine = ++turn;
    var isMine = function (value) {
      if (mine !== turn) { throw null; }
      return value;
    };
    wanted = state();
    if (!wanted.q.trim()) {
      show([], '');
      list.setAttribute('aria-busy', 'false');
      filters.hidden = more.hidden = true;
      return;
    }
    list.setAttribute('aria-busy', 'true');
    load('head', head).then(function (head) {
      var words = wordsOf(wanted.q, head.fold);
      var keys = Array.prototype.concat.apply([], words.map(keysOf));
      return Promise.all(keys.map(function (key) {
        return load(shardName(key, head.bits), shard);
      })).then(isMine).then(function (loaded) {
        var shards = {};
        keys.forEach(function (key, at) { shards[key] = loaded[at]; });
        var known = words.map(function (word) { return evidence(word, shards, head.numbers); });
        var result = { pages: words.length ? hits(words, known, head.order) : [], isNear: false };
        var look = function (size) {
          return first(size, result, words, head, ROUNDS).then(isMine).then(function (found) {
            if (result.pages.length || result.isNear) { return found; }
            result = { pages: nearHits(known, head.order), isNear: true };
            return look(size);
          });
        };
        /* One text is there sooner than all of them. */
        var sizes = count > AT_ONCE ? [count] : [AT_FIRST, count];
        return sizes.reduce(function (before, size) {
          return before.then(function (done) {
            return look(size).then(function (found) {
              more.hidden = found.total <= count;
              show(found.shown.map(function (page, at) {
                return at < done ? list.children[at] : item(found.read[at], head.title(page), words, result.isNear);
              }), said(found, result.isNear, words));
              return found.shown.length;
            });
          });
        }, Promise.resolve(0)).then(function () {
          /* Counting for the filters waits until the results are seen. */
          return new Promise(requestAnimationFrame).then(pause).then(isMine).then(function () {
            FILTERS.forEach(function (name) { offer(name, result.pages, head); });
            filters.hidden = !result.pages.length;
            list.setAttribute('aria-busy', 'false');
          });
        });
      });
    }).catch(function () {
      if (mine !== turn) { return; }
      show([], '检索所需的文件没有取到，请检查网络后再试，或从下面的栏目查找。');
      list.setAttribute('aria-busy', 'false');
      filters.hidden = more.hidden = true;
    });
  }

  function pause() { return new Promise(function (resolve) { setTimeout(resolve); }); }

  function said(found, isNear, words) {
    if (!found.total) { return '没有找到“' + wanted.q.trim() + '”。请少输几个字，换个说法，或从下面的栏目查找。'; }
    if (isNear) { return '没有找到“' + wanted.q.trim() + '”，下面是最接近的 ' + found.total + ' 篇。'; }
    /* Pairs are certain; that more of them follow each other is known of those that were read. */
    var isSure = found.total <= found.shown.length || words.every(function (word) { return word.length < 3; });
    return (isSure ? '找到 ' : '找到约 ') + found.total + ' 篇。';
  }

  function show(items, message) {
    while (list.lastChild && items.indexOf(list.lastChild) < 0) { list.removeChild(list.lastChild); }
    items.slice(list.children.length).forEach(function (item) { list.appendChild(item); });
    if (status.textContent !== message) { status.textContent = message; }
  }

  /* The choices of a filter with how many results each leaves. */
  function offer(name, pages, head) {
    var select = form.elements[name];
    var counts = {};
    var all = 0;
    pages.forEach(function (page) {
      if (!passes(page, head, name)) { return; }
      all++;
      head.of[name](page).forEach(function (value) { counts[value] = (counts[value] || 0) + 1; });
    });
    while (select.firstChild) { select.removeChild(select.firstChild); }
    [['', '全部']].concat(head.choices[name]).forEach(function (choice) {
      var left = choice[0] ? counts[choice[0]] || 0 : all;
      if (!left && choice[0] && choice[0] !== wanted[name]) { return; }
      var option = element('option', '', choice[1] + '（' + left + '）');
      option.value = choice[0];
      option.selected = choice[0] === wanted[name];
      select.appendChild(option);
    });
    select.parentNode.hidden = select.options.length < 2;
  }

  function item(page, column, words, isNear) {
    var sought = isNear ? pairsOf(words) : words;
    var marks = flags(page.foldedTitle, sought);
    if (marks.indexOf(true) < 0) { marks = flags(page.initials, sought); }
    var link = element('a', '', '');
    link.href = '../' + page.path;
    mark(link, page.title, marks, 0, page.title.length);
    var heading = element('h2', '', '');
    heading.appendChild(link);
    var entry = element('li', '', '');
    entry.appendChild(heading);
    entry.appendChild(excerpt(page, sought));
    entry.appendChild(element('p', 'search-meta', [column, page.date].filter(Boolean).join('　')));
    return entry;
  }

  /* The piece of the text that has the most of the words. */
  function excerpt(page, words) {
    var start = 0;
    var most = 0;
    words.forEach(function (word) {
      for (var at = page.foldedText.indexOf(word); at >= 0 && most < words.length; at = page.foldedText.indexOf(word, at + 1)) {
        var from = at > 30 ? at - 24 : 0;
        var piece = page.foldedText.substr(from, 110);
        var there = words.filter(function (other) { return piece.indexOf(other) >= 0; }).length;
        if (there > most) { most = there; start = from; }
      }
    });
    var end = Math.min(page.text.length, start + 110);
    /* Characters of two units stay whole. */
    if (/[\uDC00-\uDFFF]/.test(page.text.charAt(start))) { start++; }
    if (/[\uDC00-\uDFFF]/.test(page.text.charAt(end))) { end--; }
    var shown = element('p', 'search-excerpt', start ? '……' : '');
    mark(shown, page.text.replace(/\s/g, ' '), flags(page.foldedText, words), start, end);
    if (end < page.text.length) { shown.appendChild(document.createTextNode('……')); }
    return shown;
  }

  function pairsOf(words) {
    return Array.prototype.concat.apply([], words.map(function (word) {
      return word.length < 2 ? [word] : keysOf(word).map(function (key, at) { return word.substr(at, 2); });
    }));
  }

  function flags(text, words) {
    var flags = new Array(text.length).fill(false);
    words.forEach(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        flags.fill(true, at, at + word.length);
      }
    });
    return flags;
  }

  function mark(parent, text, flags, start, end) {
    for (var at = start; at < end;) {
      var from = at;
      while (at < end && flags[at] === flags[from]) { at++; }
      var piece = text.slice(from, at);
      parent.appendChild(flags[from] ? element('mark', '', piece) : document.createTextNode(piece));
    }
  }

  function element(name, type, text) {
    var made = document.createElement(name);
    if (type) { made.className = type; }
    made.textContent = text;
    return made;
  }

  /* ---- The address, which can be shared, and the keys ---- */

  function state() {
    var now = { q: box.value };
    FILTERS.forEach(function (name) { now[name] = form.elements[name].value; });
    return now;
  }

  function recall() {
    var from = /[#&]q=/.test(location.hash) ? location.hash.slice(1) : location.search.slice(1);
    var kept = new URLSearchParams(from);
    box.value = kept.get('q') || '';
    FILTERS.forEach(function (name) {
      var select = form.elements[name];
      var option = element('option', '', '');
      option.value = kept.get(name) || '';
      select.appendChild(option);
      select.value = option.value;
    });
  }

  function keep() {
    var now = state();
    var kept = new URLSearchParams();
    ['q'].concat(FILTERS).forEach(function (name) { if (now[name]) { kept.set(name, now[name]); } });
    try {
      history.replaceState(null, '', '?' + kept);
    } catch (refused) {
      /* Some browsers do not let a file's address change but behind the sign. */
      location.replace('#' + kept);
    }
  }

  function changed() {
    count = AT_ONCE;
    run();
    keep();
  }

  box.addEventListener('input', function (event) {
    /* What is being composed is not yet what is meant. */
    if (!event.isComposing) { changed(); }
  });
  box.addEventListener('compositionend', changed);
  filters.addEventListener('change', changed);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    changed();
  });
  more.querySelector('button').addEventListener('click', function () {
    count += AT_ONCE;
    run();
  });

  document.addEventListener('keydown', function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll('h2 a'));
    var at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) { return; }
    if (event.key === 'Escape' && at >= 0) {
      box.focus();
    } else if (event.key === 'ArrowDown' && at + 1 < links.length) {
      links[at + 1].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (links[at - 1] || box).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  document.querySelector('main .search-note').hidden = true;
  recall();
  run();
  /* Every query needs it, so it comes before there is one. */
  load('head', head).catch(function () {});
}());
