// <form data-chooses>: looking for a name among many ticks, ticking all that show, counting. Without script all names show.
"use strict";

(function () {
  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, "");
  }

  function prepare(form) {
    const bar = form.querySelector("[data-choose-bar]");
    const words = form.querySelector("[data-choose-words]");
    const count = form.querySelector("[data-choose-count]");

    function tell() {
      count.textContent = String(form.querySelectorAll("[data-choose] input:checked").length);
    }

    // What is ticked stays ticked when it does not show.
    function narrow() {
      const wanted = plain(words.value);
      each(form, "[data-choose]", function (name) {
        name.hidden = wanted !== "" && plain(name.dataset.choose).indexOf(wanted) < 0;
      });
      each(form, "[data-choose-group]", function (group) {
        group.hidden = group.querySelector("[data-choose]:not([hidden])") === null;
      });
    }

    function tick(checked) {
      each(form, "[data-choose]:not([hidden]) input", function (input) {
        input.checked = checked;
      });
      tell();
    }

    bar.hidden = false;
    words.addEventListener("input", narrow);
    // Enter looks for a name; it does not send the form.
    words.addEventListener("keydown", function (event) {
      if (event.key === "Enter") {
        event.preventDefault();
      }
    });
    form.querySelector("[data-choose-all]").addEventListener("click", function () {
      tick(true);
    });
    form.querySelector("[data-choose-none]").addEventListener("click", function () {
      tick(false);
    });
    form.addEventListener("change", tell);
    narrow();
    tell();
  }

  each(document, "form[data-chooses]", prepare);
})();
