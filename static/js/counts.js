// How much waits, at the menu's entries: asked for once the page has been drawn, so that no page is slower for it.
"use strict";

(function () {
  const MOST = 999;
  const menu = document.querySelector("[data-counts-from]");

  function word(text) {
    const span = document.createElement("span");
    span.className = "visually-hidden";
    span.textContent = text;
    return span;
  }

  // Read out as "流动党员，12 件待办".
  function show(link, count) {
    const badge = document.createElement("span");
    badge.className = "count";
    badge.append(word("，"), count > MOST ? MOST + "+" : String(count), word(" 件待办"));
    link.append(badge);
  }

  function fill(counts) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-counts]"), function (link) {
      const views = link.dataset.counts === "*" ? Object.keys(counts) : link.dataset.counts.split(" ");
      const count = views.reduce(function (sum, view) {
        return sum + (counts[view] || 0);
      }, 0);
      if (count) {
        show(link, count);
      }
    });
  }

  function read(answer) {
    const type = answer.headers.get("Content-Type") || "";
    return answer.ok && type.indexOf("application/json") === 0 ? answer.json() : {};
  }

  if (menu) {
    // Without an answer the menu stays as it is.
    fetch(menu.dataset.countsFrom, { credentials: "same-origin" }).then(read).then(fill, function () {});
  }
})();
