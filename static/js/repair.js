// The check page of an import: after a repair the page comes back whole, so the place and what else was typed are kept.
"use strict";

(function () {
  let typed = {};
  let place = -1;
  let lastId = "";
  let openId = "";

  function fields() {
    return Array.prototype.slice.call(document.querySelectorAll(".check-table [data-repair], .check-table [data-opens] button"));
  }

  // What was typed into other cells and not sent yet.
  function keep(sent) {
    typed = {};
    fields().forEach(function (field) {
      if (field.matches("input[data-repair]") && field.value !== field.defaultValue && !sent.contains(field)) {
        typed[field.id] = field.value;
      }
    });
  }

  function before(event) {
    const form = event.detail.elt;
    const field = form.querySelector("[data-repair], [data-opens] button, button");
    if (!field || !form.closest("#content")) {
      return;
    }
    keep(form);
    openId = form.dataset.opens || "";
    lastId = field.id;
    place = fields().indexOf(field);
  }

  // The same cell if it is still wrong, else the one that has taken its place, else the way back.
  function next() {
    const all = fields();
    const same = lastId ? document.getElementById(lastId) : null;
    return same || (place >= 0 && all[Math.min(place, all.length - 1)]) || document.getElementById("undo-step") || document.getElementById("content");
  }

  function after() {
    if (place < 0 && !lastId && !openId) {
      return;
    }
    Object.keys(typed).forEach(function (id) {
      const field = document.getElementById(id);
      if (field && field.matches("input[data-repair]")) {
        field.value = typed[id];
      }
    });
    const found = openId ? document.getElementById(openId) : next();
    openId = lastId = "";
    place = -1;
    if (found) {
      found.focus();
      if (found.select) {
        found.select();
      }
    }
  }

  document.addEventListener("htmx:beforeRequest", before);
  document.addEventListener("htmx:afterSettle", after);
})();
