// Rewriting a chapter: a click puts the name of a number where the cursor stands; a box finds names.
"use strict";

(function () {
  const box = document.querySelector("textarea[name=text]");
  const finder = document.querySelector("[data-finds-names]");

  function insert(token) {
    const start = box.selectionStart;
    box.setRangeText(token, start, box.selectionEnd, "end");
    box.focus();
    // The preview listens to typing.
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function find(words) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-names]"), function (group) {
      let shown = 0;
      Array.prototype.forEach.call(group.querySelectorAll("[data-name]"), function (item) {
        const fits = item.dataset.name.indexOf(words) >= 0;
        item.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      group.hidden = !shown;
      group.open = Boolean(words) && shown > 0;
    });
  }

  if (box) {
    document.addEventListener("click", function (event) {
      const button = event.target.closest("[data-inserts]");
      if (button) {
        insert(button.dataset.inserts);
      }
    });
  }
  if (finder) {
    finder.hidden = false;
    finder.addEventListener("input", function () {
      find(finder.value.trim());
    });
  }
})();
