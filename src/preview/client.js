// Waits for the server's word that this page has changed, and shows the editor what to mend.
(function () {
  'use strict';
  var own = document.currentScript;
  var base = own.src.slice(0, own.src.lastIndexOf('/') + 1);
  var page = decodeURIComponent(location.pathname);
  var place = 'minsheng:' + location.pathname;
  var query = '?page=' + encodeURIComponent(page);

  // A reload keeps the place where the editor was reading.
  var kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollTo(0, Number(kept));
  }

  function sheet() {
    var links = document.querySelectorAll('link[rel="stylesheet"]');
    for (var i = 0; i < links.length; i++) {
      var at = links[i].getAttribute('href').indexOf('assets/style.');
      if (at >= 0) return { link: links[i], root: links[i].getAttribute('href').slice(0, at), path: links[i].getAttribute('href').slice(at) };
    }
    return null;
  }

  function listen() {
    var style = sheet();
    var events = new EventSource(base + 'events' + query + '&print=' + own.dataset.print +
      '&style=' + encodeURIComponent(style ? style.path : ''));
    events.addEventListener('reload', function () {
      events.close();
      sessionStorage.setItem(place, String(scrollY));
      location.reload();
    });
    events.addEventListener('style', function (event) {
      var old = sheet();
      if (!old) return;
      // The old sheet goes when the new one is there, so that the page never stands bare.
      var link = old.link.cloneNode();
      link.href = old.root + event.data;
      link.onload = function () { old.link.remove(); };
      old.link.after(link);
    });
    events.addEventListener('problems', tell);
    addEventListener('pagehide', function () { events.close(); });
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  var host = document.createElement('minsheng-preview');
  var shadow = host.attachShadow({ mode: 'open' });
  var look = element('link');
  look.rel = 'stylesheet';
  look.href = base + 'client.css';
  var box = element('div');
  shadow.append(look, box);
  document.body.append(host);
  var dismissed = '';

  function bar(about) {
    var bar = element('details', '', 'bar' + (about.errors.length ? ' bad' : ''));
    var summary = element('summary');
    summary.append(element('span', about.source || '程序生成的页面', 'source'));
    if (about.state) summary.append(element('span', about.state, 'state'));
    if (about.warnings.length) summary.append(element('span', about.warnings.length + ' 处警告', 'warn'));
    if (about.links.length) summary.append(element('span', about.links.length + ' 处链接到这里'));
    bar.append(summary);
    var more = element('div', '', 'more');
    about.warnings.forEach(function (text) { more.append(element('pre', text)); });
    if (about.links.length) {
      var list = element('ul');
      about.links.forEach(function (pair) {
        var link = element('a', pair[0]);
        link.href = pair[1];
        var item = element('li');
        item.append(link);
        list.append(item);
      });
      more.append(element('p', '链接到这里的页面：'), list);
    }
    var all = element('a', '全站要改的地方（' + about.total + '）');
    all.href = base;
    more.append(all);
    bar.append(more);
    return bar;
  }

  function overlay(about) {
    var said = about.errors.join('\n');
    if (!said || said === dismissed) return null;
    var over = element('section', '', 'over');
    over.setAttribute('role', 'alert');
    over.append(element('h2', '有错误，改好之前不能发布；下面的网页只供参考'));
    about.errors.forEach(function (text) { over.append(element('pre', text)); });
    var close = element('button', '先不看');
    close.addEventListener('click', function () {
      dismissed = said;
      over.remove();
    });
    over.append(close);
    return over;
  }

  function tell() {
    fetch(base + 'page.json' + query).then(function (answer) { return answer.json(); }).then(function (about) {
      var over = overlay(about);
      box.replaceChildren.apply(box, over ? [over, bar(about)] : [bar(about)]);
    }, function () { /* The server is gone; when it is back, the events tell. */ });
  }

  addEventListener('keydown', function (event) {
    var button = event.key === 'Escape' && shadow.querySelector('.over button');
    if (button) button.click();
  });
  listen();
}());
