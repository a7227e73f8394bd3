// <a data-copies="id">: puts the text that the page holds as JSON on the clipboard; without script it leads to the text.
"use strict";

(function () {
  const DONE = "已复制";
  const TIME = 2500; // ms

  // navigator.clipboard is missing where the portal is reached by plain http within an office.
  function copyOldWay(text) {
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "visually-hidden";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("the browser refused"));
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () {
        return copyOldWay(text);
      });
    }
    return copyOldWay(text);
  }

  function say(link) {
    const place = link.querySelector("[data-says]");
    const before = place.textContent;
    if (before === DONE) {
      return;
    }
    place.setAttribute("role", "status");
    place.textContent = DONE;
    window.setTimeout(function () {
      place.textContent = before;
    }, TIME);
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-copies]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    copy(JSON.parse(document.getElementById(link.dataset.copies).textContent)).then(
      function () {
        say(link);
      },
      function () {
        window.location.assign(link.href);
      }
    );
  });
})();
