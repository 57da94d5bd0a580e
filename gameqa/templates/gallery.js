"use strict";

const form = document.querySelector(".filters");
const items = [...document.querySelectorAll("[data-item]")];
// Inner groups first, so that an outer one sees which of them are left.
const groups = [...document.querySelectorAll("[data-group]")].reverse();

function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  delete wanted.text;
  let count = 0;
  for (const item of items) {
    const fits = Object.entries(wanted).every(([name, value]) => !value || item.dataset[name] === value);
    const text = item.dataset.text.toLowerCase();
    item.hidden = !(fits && words.every(word => text.includes(word)));
    count += !item.hidden;
  }
  for (const group of groups) group.hidden = !group.querySelector("[data-item]:not([hidden])");
  form.querySelector("output").textContent = `${count} of ${items.length} shown`;
}

form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
filter();

const menus = document.querySelectorAll("nav details");

function close(event) {
  for (const menu of menus) {
    if (!menu.open || (event.type === "click" && menu.contains(event.target))) continue;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}

document.addEventListener("click", close);
document.addEventListener("keydown", event => { if (event.key === "Escape") close(event); });

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.previousElementSibling);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = "Selected";
  }
  setTimeout(() => { button.textContent = label; }, 1500);
});
