// A form that saves itself while somebody types: htmx sends it, this counts characters and loses nothing on leaving.
"use strict";

(function () {
  const form = document.querySelector("form[data-autosave]");
  const said = document.getElementById("return-saved");
  let unsaved = false;
  let refused = false;

  // ── How much has been written ──────────────────────────────────────────────────────────────────────────────────────

  function count(field) {
    const place = document.querySelector('[data-characters-of="' + field.id + '"]');
    const most = Number(field.getAttribute("data-counts-characters"));
    place.textContent = field.value.length + " / " + most + " 字";
    place.classList.toggle("is-too-long", field.value.length > most);
  }

  // ── What is not stored yet ─────────────────────────────────────────────────────────────────────────────────────────

  function typed(event) {
    if (event.target.hasAttribute("data-counts-characters")) {
      count(event.target);
      unsaved = true;
      if (!refused) {
        said.textContent = "正在输入，稍后自动保存……";
      }
    }
  }

  // Taken together when it is sent: what is typed while it is on its way is unsaved again.
  function sent(event) {
    if (event.detail.elt === form) {
      unsaved = false;
    }
  }

  function answered(event) {
    if (event.detail.elt === form) {
      refused = !event.detail.successful;
      unsaved = unsaved || refused;
    }
  }

  // ── Leaving ────────────────────────────────────────────────────────────────────────────────────────────────────────

  // A beacon outlives the page; the server answers it like any other save.
  function flush() {
    if (unsaved && !refused) {
      const data = new FormData(form);
      data.append("quiet", "yes");
      unsaved = !navigator.sendBeacon(form.action, data);
    }
  }

  // A save that is on its way ends first, so that what is handed in comes after it.
  function hold(event) {
    const button = event.submitter;
    if (form.classList.contains("htmx-request")) {
      event.preventDefault();
      document.addEventListener("htmx:afterRequest", () => form.requestSubmit(button), { once: true });
    }
  }

  function submitted(event) {
    if (event.defaultPrevented) {
      return;
    }
    if (event.target === form) {
      unsaved = false;
    } else {
      flush();
    }
  }

  // What the server refuses to take would be lost: the browser asks.
  function ask(event) {
    if (unsaved && refused) {
      event.preventDefault();
      event.returnValue = "";
    }
  }

  function returned(event) {
    if (event.persisted) {
      window.location.reload();
    }
  }

  Array.prototype.forEach.call(form.querySelectorAll("[data-counts-characters]"), count);
  form.addEventListener("input", typed);
  form.addEventListener("submit", hold);
  document.addEventListener("htmx:beforeSend", sent);
  document.addEventListener("htmx:afterRequest", answered);
  document.addEventListener("submit", submitted);
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", ask);
  window.addEventListener("pageshow", returned);
})();
