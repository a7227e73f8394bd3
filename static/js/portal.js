// Small comforts on top of pages that work without them.
"use strict";

(function () {
  const root = document.documentElement;

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  // ── The switch for large type ──────────────────────────────────────────────────────────────────────────────────────

  function showTypeSize() {
    const large = root.classList.contains("large-type");
    each("[data-type-size]", function (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(large));
    });
  }

  function switchTypeSize() {
    const large = root.classList.toggle("large-type");
    try {
      window.localStorage.setItem("type-size", large ? "large" : "ordinary");
    } catch (refused) {
      // Storage may be forbidden; the choice then lasts for this page.
    }
    showTypeSize();
  }

  // ── The menu: on a phone, scrolled so that the current entry is seen ───────────────────────────────────────────────

  function showCurrent(strip) {
    const current = strip.querySelector("[aria-current]");
    if (current) {
      strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
    }
  }

  // ── Panels made of <details> close when one looks elsewhere ────────────────────────────────────────────────────────

  function closePanels(event) {
    each("details[data-closes][open]", function (panel) {
      const leaves = event.type === "keydown" ? event.key === "Escape" : !panel.contains(event.target);
      if (leaves) {
        panel.open = false;
        if (event.type === "keydown") {
          panel.querySelector("summary").focus();
        }
      }
    });
  }

  // ── One press, one submit ──────────────────────────────────────────────────────────────────────────────────────────

  function guardSubmit(event) {
    const form = event.target;
    // A download answers without leaving the page, so its form must stay usable; htmx guards its own requests.
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-download")) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  }

  // A page that comes back by the browser's "back" may be submitted again.
  function openForms() {
    each("form[data-sent]", function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    });
  }

  // ── Asking before what cannot be taken back: <form data-confirm="…"> or <button data-confirm="…"> ──────────────────

  function askFirst(event) {
    const form = event.target;
    const button = event.submitter;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (!question || form.dataset.confirmed) {
      delete form.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    openDialog(question, (button && button.textContent.trim()) || "确定", function () {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button || undefined);
    });
  }

  function openDialog(question, yes, act) {
    const dialog = document.createElement("dialog");
    dialog.className = "confirm";
    dialog.setAttribute("aria-labelledby", "confirm-question");
    const words = document.createElement("p");
    words.id = "confirm-question";
    words.textContent = question;
    const buttons = document.createElement("div");
    buttons.className = "confirm-buttons";
    buttons.append(makeButton("取消", "btn btn-light", dialog, null), makeButton(yes, "btn btn-primary", dialog, act));
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

  // ── Filters: <form data-submits> sends itself when a choice changes; its button is only for those without script ──

  function submitOnChange(event) {
    const form = event.target.form;
    if (form && form.hasAttribute("data-submits")) {
      form.requestSubmit();
    }
  }

  // ── htmx: say what went wrong, and never put the log-in page into a part of a page ─────────────────────────────────

  function say(sentence) {
    const place = document.getElementById("messages");
    if (place) {
      const notice = document.createElement("div");
      notice.className = "notice notice-danger";
      notice.textContent = sentence;
      place.replaceChildren(notice);
      place.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status === 403) {
      say("没有完成：您没有权限，或者页面停留过久已过期。请刷新页面后再试。");
    } else if (status === 404) {
      say("没有完成：这条记录已不存在，或者不在您可以查看的范围内。");
    } else {
      say("没有完成：系统出错了，数据没有改动。请稍后再试，仍然不行请联系管理员。");
    }
  });
  document.addEventListener("htmx:sendError", function () {
    say("没有完成：连不上服务器。请检查网络后再试。");
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    const loginPage = document.body.dataset.loginPage;
    const address = event.detail.xhr.responseURL;
    if (loginPage && address && new URL(address).pathname === loginPage) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });

  // ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-type-size]")) {
      switchTypeSize();
    }
    closePanels(event);
  });
  document.addEventListener("keydown", closePanels);
  document.addEventListener("change", submitOnChange);
  document.addEventListener("submit", askFirst, true);
  document.addEventListener("submit", guardSubmit);
  window.addEventListener("pageshow", openForms);
  each("[data-shows-current]", showCurrent);
  showTypeSize();
})();
