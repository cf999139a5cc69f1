"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  // The button for paper, and tables open on it where the style sheet cannot open them.
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));

  // A link to a table opens it.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // The keyboard stops at what can be scrolled, and nowhere else.
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }));
  all(".wide").forEach((region) => sizes.observe(region));

  // Everything that stands for an area, by scheme and code.
  const shown = new Map();
  const areaOf = new WeakMap();
  const add = (element, scheme, code) => {
    const area = JSON.stringify([scheme, code]);
    areaOf.set(element, area);
    shown.set(area, [...(shown.get(area) ?? []), element]);
  };
  all("[data-scheme][data-area_code]").forEach((one) => add(one, one.dataset.scheme, one.dataset.area_code));
  all("svg").forEach((picture) => {
    const areas = all("[data-code]", picture);
    if (areas.length === 0) return;
    const { layer } = JSON.parse(picture.querySelector("metadata").textContent).bacino;
    areas.forEach((area) => add(area, layer, area.dataset.code));
  });

  const told = document.createElement("p");
  told.id = "told";
  told.setAttribute("role", "status");
  told.hidden = true;
  document.body.append(told);

  let lit = null;
  let kept = null;
  let copies = [];
  const light = (area, isTold) => {
    if (area !== lit) {
      copies.forEach((copy) => copy.remove());
      copies = [];
      (shown.get(lit) ?? []).forEach((one) => one.classList.remove("lit"));
      (shown.get(area) ?? []).forEach((one) => {
        if (!(one instanceof SVGElement)) return one.classList.add("lit");
        // A ring, a gap and the mark again, over neighbours that are drawn later.
        ["ring", "gap", "again"].forEach((name) => {
          const copy = one.cloneNode(false);
          const isKept = (attribute) => attribute === "d" || (name === "again" && !/^(id$|data-)/.test(attribute));
          [...copy.attributes].forEach((attribute) => isKept(attribute.name) || copy.removeAttribute(attribute.name));
          copy.classList.add(name);
          one.parentNode.append(copy);
          copies.push(copy);
        });
      });
      lit = area;
    }
    const titles = isTold ? (shown.get(area) ?? []).map((one) => one.querySelector("title")?.textContent) : [];
    told.textContent = titles.find(Boolean) ?? "";
    told.hidden = told.textContent === "";
  };
  const keep = (area) => {
    kept = area;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(area !== null && areaOf.get(button) === area)));
    light(area, true);
  };
  const at = (target) => {
    const one = target instanceof Element && target.closest("[data-area_code], [data-code]");
    return (one && areaOf.get(one)) || null;
  };

  // Names in tables are buttons: one stop of the keyboard a table, arrows from name to name.
  const buttons = [];
  all("table").forEach((table) => {
    const own = all("tr[data-area_code]", table).filter((row) => shown.get(areaOf.get(row)).length > 1).map((row) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "area";
      button.tabIndex = -1;
      button.setAttribute("aria-pressed", "false");
      button.append(...row.firstElementChild.childNodes);
      row.firstElementChild.append(button);
      areaOf.set(button, areaOf.get(row));
      button.addEventListener("focus", () => {
        own.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
        light(areaOf.get(button), button.matches(":focus-visible"));
      });
      button.addEventListener("blur", () => light(kept, kept !== null));
      return button;
    });
    if (own.length === 0) return;
    own[0].tabIndex = 0;
    table.addEventListener("keydown", (event) => {
      const here = own.indexOf(event.target);
      const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: own.length - 1 }[event.key];
      if (here < 0 || own[next] === undefined) return;
      event.preventDefault();
      own[next].focus();
    });
    buttons.push(...own);
  });
  all(".hint").forEach((hint) => { hint.hidden = buttons.length === 0; });

  addEventListener("pointerover", (event) => light(at(event.target) ?? kept, kept !== null && !at(event.target)));
  addEventListener("click", (event) => {
    const area = at(event.target);
    if (area !== null) keep(area === kept ? null : area);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") keep(null); });
})();
