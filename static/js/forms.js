// Forms: one press submits once; a question before what cannot be taken back; choices that submit by themselves.
"use strict";

(function () {
  const PATIENCE = 8000; // ms until a form that led nowhere may be sent again
  const PATIENCE_OF_DOWNLOADS = 1000; // ms for <form data-download>, which is answered by a file and stays on the page

  // ── One press, one submit ──────────────────────────────────────────────────────────────────────────────────────────

  function open(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }

  function guard(event) {
    const form = event.target;
    // htmx takes the submit over and guards its own requests.
    if (event.defaultPrevented || (form.getAttribute("method") || "").toLowerCase() !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    window.setTimeout(open, form.hasAttribute("data-download") ? PATIENCE_OF_DOWNLOADS : PATIENCE, form);
  }

  // A page that comes back by the browser's "back" may be submitted again.
  function openAll() {
    Array.prototype.forEach.call(document.querySelectorAll("form[data-sent]"), open);
  }

  // ── <form data-confirm="…"> or <button data-confirm="…"> ───────────────────────────────────────────────────────────

  function ask(event) {
    const form = event.target;
    const button = event.submitter;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (!question || form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    show(question, (button && button.textContent.trim()) || "确定", function () {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button || undefined);
      // Where the browser itself held the form back, the next press asks anew.
      delete form.dataset.confirmed;
    });
  }

  function show(question, yes, act) {
    const dialog = document.createElement("dialog");
    const words = document.createElement("p");
    const buttons = document.createElement("div");
    dialog.className = "confirm";
    dialog.setAttribute("aria-labelledby", "confirm-question");
    words.id = "confirm-question";
    words.textContent = question;
    buttons.className = "confirm-buttons";
    buttons.append(makeButton("取消", "btn btn-light", dialog), makeButton(yes, "btn btn-primary", dialog, act));
    dialog.append(words, buttons);
    dialog.addEventListener("close", function () {
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  function makeButton(title, look, dialog, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = look;
    button.textContent = title;
    button.addEventListener("click", function () {
      dialog.close();
      if (act) {
        act();
      }
    });
    return button;
  }

  // ── <form data-submits>: its button is only for those without script ──────────────────────────────────────────────

  function submitOnChange(event) {
    const form = event.target.form;
    if (form && form.hasAttribute("data-submits")) {
      form.requestSubmit();
    }
  }

  document.addEventListener("submit", ask, true);
  document.addEventListener("submit", guard);
  document.addEventListener("change", submitOnChange);
  window.addEventListener("pageshow", openAll);
})();
