/* Conveniences that pages do without: reading aids, viewing an album's photos large, and a notice before leaving for another site. */
(function () {
  'use strict';

  /* ---- Reading aids: what a reader has chosen holds on every page of the site ---- */

  var KEY = 'minsheng-reading';
  var page = document.documentElement;
  var chosen = remembered();

  readingAids(document.querySelector('.site-header .aids'), document.querySelector('.site-header .masthead'));

  function remembered() {
    /* A browser may forbid to remember, and what is kept may be anything. */
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch (forbidden) {
      return {};
    }
  }

  function choose(name, value) {
    chosen[name] = value;
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch (forbidden) { /* The choice then holds for this page. */ }
    show();
  }

  function show() {
    var pressed = { 'size-2': chosen.size === 2, 'size-3': chosen.size === 3, contrast: chosen.contrast === true, 'large-pointer': chosen.pointer === true };
    Object.keys(pressed).forEach(function (name) { page.classList.toggle(name, pressed[name]); });
  }

  function readingAids(aids, masthead) {
    show();
    if (!aids || !masthead) { return; }
    edition(aids.querySelector('[data-edition]'));
    var panel = document.createElement('div');
    panel.id = 'aids-panel';
    panel.className = 'aids-panel wrap';
    panel.hidden = true;
    var sizes = group(panel, '字号');
    [['标准', undefined], ['大', 2], ['特大', 3]].forEach(function (size) {
      toggle(sizes, size[0], function () { return chosen.size === size[1]; }, function () { choose('size', size[1]); });
    });
    var looks = group(panel, '显示');
    toggle(looks, '高对比', function () { return chosen.contrast === true; }, function () { choose('contrast', chosen.contrast !== true); });
    if (!window.matchMedia('(pointer: coarse)').matches) {
      toggle(looks, '大指针', function () { return chosen.pointer === true; }, function () { choose('pointer', chosen.pointer !== true); });
    }
    var more = group(panel, '本页');
    if (window.speechSynthesis && window.SpeechSynthesisUtterance) {
      toggle(more, '朗读', function () { return speechSynthesis.speaking; }, read);
      window.addEventListener('pagehide', function () { speechSynthesis.cancel(); });
    }
    action(more, '打印', function () { window.print(); });
    if (navigator.share) {
      action(more, '分享', function () { navigator.share({ title: document.title, url: location.href }).catch(function () {}); });
    }
    var opener = action(aids, '阅读辅助', function () {
      panel.hidden = !panel.hidden;
      opener.setAttribute('aria-expanded', String(!panel.hidden));
    });
    opener.setAttribute('aria-expanded', 'false');
    opener.setAttribute('aria-controls', panel.id);
    masthead.parentNode.insertBefore(panel, masthead.nextSibling);
  }

  /* Who comes from the large-print edition finds the other pages in large print too. */
  function edition(door) {
    if (page.classList.contains('elders')) {
      choose('elders', true);
      door.addEventListener('click', function () { choose('elders', false); });
    } else if (door && chosen.elders) {
      page.classList.add('elders');
      var name = door.textContent;
      door.textContent = '标准版';
      door.addEventListener('click', function leave(event) {
        event.preventDefault();
        choose('elders', false);
        page.classList.remove('elders');
        door.textContent = name;
        door.removeEventListener('click', leave);
      });
    }
  }

  function read() {
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); return; }
    var main = document.getElementById('main');
    main.innerText.split('\n').filter(Boolean).forEach(function (line) {
      var spoken = new SpeechSynthesisUtterance(line);
      spoken.lang = 'zh-CN';
      speechSynthesis.speak(spoken);
    });
  }

  function group(panel, name) {
    var element = document.createElement('div');
    var label = document.createElement('span');
    label.textContent = name;
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', name);
    element.appendChild(label);
    panel.appendChild(element);
    return element;
  }

  function action(place, name, act) {
    var element = document.createElement('button');
    element.type = 'button';
    element.className = 'aid';
    element.textContent = name;
    element.addEventListener('click', act);
    place.appendChild(element);
    return element;
  }

  function toggle(place, name, isOn, act) {
    var element = action(place, name, function () {
      act();
      Array.prototype.forEach.call(place.querySelectorAll('[aria-pressed]'), function (other) { other.setAttribute('aria-pressed', String(other.isOn())); });
    });
    element.isOn = isOn;
    element.setAttribute('aria-pressed', String(isOn()));
  }

  /* ---- Photos: a dialog with arrows, Escape, swiping, and the focus given back ---- */

  var links = Array.prototype.slice.call(document.querySelectorAll('.photos figure > a'));
  var dialog = document.createElement('dialog');
  if (links.length && typeof dialog.showModal === 'function') {
    album(links, dialog);
  }

  function album(links, dialog) {
    var at = 0;
    var touch = null;
    var picture = document.createElement('img');
    var caption = document.createElement('p');
    var counter = document.createElement('p');
    var close = button('viewer-close', '关闭', '×', function () { dialog.close(); });
    var back = button('viewer-back', '上一张', '‹', function () { show(at - 1); });
    var on = button('viewer-on', '下一张', '›', function () { show(at + 1); });

    dialog.className = 'viewer';
    dialog.setAttribute('aria-label', '查看照片');
    counter.className = 'viewer-counter';
    caption.className = 'viewer-caption';
    caption.setAttribute('aria-live', 'polite');
    [counter, close, picture, back, on, caption].forEach(function (part) { dialog.appendChild(part); });
    back.hidden = on.hidden = links.length < 2;
    document.body.appendChild(dialog);

    links.forEach(function (link, index) {
      link.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
        event.preventDefault();
        show(index);
        dialog.showModal();
        document.documentElement.classList.add('is-viewing');
      });
    });

    dialog.addEventListener('close', function () {
      document.documentElement.classList.remove('is-viewing');
      picture.removeAttribute('src');
      links[at].focus();
    });
    dialog.addEventListener('click', function (event) {
      if (event.target === dialog) { dialog.close(); }
    });
    dialog.addEventListener('keydown', function (event) {
      var moves = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 };
      if (event.key in moves) {
        event.preventDefault();
        show(moves[event.key]);
      }
    });
    dialog.addEventListener('touchstart', function (event) {
      touch = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    dialog.addEventListener('touchend', function (event) {
      if (!touch) { return; }
      var x = event.changedTouches[0].clientX - touch.clientX;
      var y = event.changedTouches[0].clientY - touch.clientY;
      touch = null;
      if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) { show(x < 0 ? at + 1 : at - 1); }
    }, { passive: true });

    function show(index) {
      at = (index + links.length) % links.length;
      var small = links[at].querySelector('img');
      var text = links[at].parentNode.querySelector('figcaption');
      picture.src = links[at].href;
      picture.alt = small ? small.alt : '';
      caption.textContent = text ? text.textContent : '';
      caption.hidden = !text;
      counter.textContent = (at + 1) + ' / ' + links.length;
      /* The next photo is fetched ahead, so that turning the page does not wait. */
      new Image().src = links[(at + 1) % links.length].href;
    }

    function button(name, label, sign, action) {
      var element = document.createElement('button');
      element.type = 'button';
      element.className = name;
      element.setAttribute('aria-label', label);
      element.textContent = sign;
      element.addEventListener('click', action);
      return element;
    }
  }

  /* ---- The customary notice before leaving for a site that is not a government's ---- */

  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href]');
    if (!link || !/^https?:$/.test(link.protocol) || link.host === location.host) { return; }
    var host = document.querySelector('.site-header .host a, #host-header a[href^="http"]');
    if (/\.gov\.cn$/.test(link.hostname) || host && host.host === link.host || link.closest('#host-header, #host-footer, .footer-links')) { return; }
    var brand = document.querySelector('.site-header .brand-title');
    var name = brand ? brand.textContent.trim() : '本站';
    if (!window.confirm('您访问的链接即将离开“' + name + '”，是否继续？')) { event.preventDefault(); }
  });
}());
