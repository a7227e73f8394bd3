// The check page of an import: after a repair the page comes back whole, so the place and what else was typed are kept.
"use strict";

(function () {
  let typed = [];
  let place = -1;
  let lastId = "";
  let openId = "";

  function fields() {
    return Array.prototype.slice.call(document.querySelectorAll(".check-table [data-repair], .check-table [data-opens] button"));
  }

  function isChanged(field) {
    if (field.matches("select")) {
      return Array.prototype.some.call(field.options, (one) => one.selected !== one.defaultSelected);
    }
    return field.value !== field.defaultValue;
  }

  // What was typed or chosen in other cells and not sent yet; an opened cell comes back closed, so the whole of it is kept.
  function keep(sent) {
    typed = fields()
      .filter((field) => field.matches("[data-repair]") && isChanged(field) && !sent.contains(field))
      .map((field) => ({ id: field.id, value: field.value, cell: field.closest(".cell-edit").cloneNode(true) }));
  }

  function putBack(kept) {
    const field = document.getElementById(kept.id);
    const cell = field && field.closest(".cell-edit");
    if (cell) {
      cell.replaceWith(kept.cell);
      document.getElementById(kept.id).value = kept.value;
      window.htmx.process(kept.cell);
    }
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
    typed.forEach(putBack);
    typed = [];
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
