/* What a resident would stumble over on this page, one sentence each. Called with the width of the window. */
(async function (width) {
  'use strict';

  var faults = [];
  var phone = width < 768;

  function name(element) {
    var text = (element.textContent || element.getAttribute('src') || '').trim().slice(0, 24);
    return '<' + element.tagName.toLowerCase() + (element.className ? ' class="' + element.className + '"' : '') + '> ' + text;
  }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function hidden(element) {
    return !element.checkVisibility({ visibilityProperty: true }) || element.closest('.sr') || element.closest('.skip');
  }
  function each(selector, look) { all(selector).forEach(function (e) { if (!hidden(e)) { look(e); } }); }

  /* ---- Structure ---- */

  var titles = all('h1').filter(function (e) { return !hidden(e); });
  if (titles.length !== 1) { faults.push(titles.length + ' h1'); }
  var level = 0;
  each('h1, h2, h3, h4, h5, h6', function (heading) {
    var own = Number(heading.tagName[1]);
    if (own > level + 1) { faults.push('h' + own + ' after h' + level + ': ' + name(heading)); }
    level = own;
  });
  if (document.documentElement.lang !== 'zh-CN') { faults.push('no language'); }
  if (all('main').length !== 1) { faults.push(all('main').length + ' main'); }
  var ids = all('[id]').map(function (e) { return e.id; });
  ids.filter(function (id, at) { return ids.indexOf(id) !== at; }).forEach(function (id) { faults.push('two with id ' + id); });

  /* ---- Pictures: sizes and alternative text are there, and so is the file ---- */

  await Promise.all(all('img').filter(function (e) { return !hidden(e); }).map(function (picture) {
    ['width', 'height', 'alt'].forEach(function (attribute) {
      if (!picture.hasAttribute(attribute)) { faults.push('no ' + attribute + ': ' + name(picture)); }
    });
    picture.loading = 'eager';
    return picture.decode().catch(function () { faults.push('no picture: ' + picture.currentSrc); });
  }));
  each('img', function (picture) {
    var box = picture.getBoundingClientRect();
    var shape = getComputedStyle(picture).objectFit === 'fill' ? box.width / box.height : picture.naturalWidth / picture.naturalHeight;
    if (Math.abs(shape - picture.naturalWidth / picture.naturalHeight) > .02) { faults.push('stretched: ' + name(picture)); }
  });

  /* ---- Width: nothing sticks out, but for what scrolls inside itself ---- */

  function scrolls(element) {
    for (var e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      if (getComputedStyle(e).overflowX !== 'visible') { return true; }
    }
    return false;
  }
  if (document.documentElement.scrollWidth > width) { faults.push('wider than the window: ' + document.documentElement.scrollWidth); }
  each('body *', function (element) {
    var box = element.getBoundingClientRect();
    if ((box.right > width + .5 || box.left < -.5) && box.width && !scrolls(element)) { faults.push('sticks out: ' + name(element)); }
  });
  each('.nav a, .button, .count, .tel, .phones a, .flag', function (element) {
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth) { faults.push('text sticks out: ' + name(element)); }
    if (element.getClientRects().length > 1) { faults.push('broken in two: ' + name(element)); }
  });

  /* ---- Text: large enough, and dark enough on what is behind it ---- */

  function colour(text) {
    var parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  }
  function over(front, back) {
    return back.map(function (b, i) { return front.rgb[i] * front.alpha + b * (1 - front.alpha); });
  }
  function behind(element) {
    if (!element) { return [255, 255, 255]; }
    var own = colour(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, behind(element.parentElement));
  }
  function light(rgb) {
    var parts = rgb.map(function (c) { c /= 255; return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4); });
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
  }
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  var seen = new Set();
  while (walker.nextNode()) {
    var element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || hidden(element) || element.closest('[aria-hidden="true"]')) { continue; }
    seen.add(element);
    var style = getComputedStyle(element);
    var size = parseFloat(style.fontSize);
    if (size < 16) { faults.push('text of ' + size + ' px: ' + name(element)); }
    var back = behind(element);
    var a = light(back), b = light(over(colour(style.color), back));
    var contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < 4.5) { faults.push('contrast ' + contrast.toFixed(2) + ': ' + name(element)); }
  }
  each('.prose > p, .prose > ul > li, .prose > ol > li', function (element) {
    if (parseFloat(getComputedStyle(element).fontSize) < 18) { faults.push('small body text: ' + name(element)); }
    var line = element.getBoundingClientRect().width / parseFloat(getComputedStyle(element).fontSize);
    if (line > 45) { faults.push('a line of ' + line.toFixed(0) + ' characters: ' + name(element)); }
  });

  /* ---- Fingers: what can be touched is large enough; links within a sentence are as high as it ---- */

  each('a[href], button, summary, input:not([disabled])', function (element) {
    var parent = element.parentElement.textContent.trim();
    if (getComputedStyle(element).display === 'inline' && parent.length > element.textContent.trim().length) { return; }
    var box = element.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) { faults.push('hard to touch, ' + box.width.toFixed() + '×' + box.height.toFixed() + ': ' + name(element)); }
    if (phone && element.matches('.menu summary, .nav a, .button, .pager a') && box.height < 44) { faults.push('small on a phone: ' + name(element)); }
  });

  /* One cause often makes a whole page stick out: the first few tell enough. */
  return faults.slice(0, 8);
})
