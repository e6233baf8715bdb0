/* Two conveniences that pages do without: viewing an album's photos large, and a notice before leaving for another site. */
(function () {
  'use strict';

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
    if (/\.gov\.cn$/.test(link.hostname)) { return; }
    var brand = document.querySelector('.brand-title');
    var name = brand ? brand.textContent.trim() : '本站';
    if (!window.confirm('您访问的链接即将离开“' + name + '”，是否继续？')) { event.preventDefault(); }
  });
}());
