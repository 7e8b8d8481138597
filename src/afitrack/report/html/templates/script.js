"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const form = document.getElementById("filter");
const body = document.querySelector("#all tbody");
const list = document.getElementById("afi-list");
const rows = all("tr", body);
const articles = all("article", list);
const choices = all("select[data-by]", form);
const order = document.getElementById("sort");
const ranks = ["not-evidenced", "partly-evidenced", "evidenced", "ready-for-verification", "recorded"];

function fits(row) {
  return choices.every((choice) => {
    const by = choice.dataset.by, said = row.dataset[by];
    return !choice.value || (by === "nature" ? said.split(" ").includes(choice.value) : said === choice.value);
  });
}

function compare(one, other) {
  const by = order.value, a = one.dataset[by], b = other.dataset[by];
  const place = one.dataset.n - other.dataset.n;
  if (!by || a === b) return place;
  if (by === "status") return ranks.indexOf(a) - ranks.indexOf(b);
  if (!a || !b) return a ? -1 : 1;
  return a < b ? -1 : 1;
}

function show() {
  let shown = 0;
  for (const row of [...rows].sort(compare)) {
    const article = articles[row.dataset.n - 1];
    row.hidden = article.hidden = !fits(row);
    shown += !row.hidden;
    body.append(row);
    list.append(article);
  }
  document.getElementById("shown").textContent = `${shown} of ${rows.length} shown, here and below.`;
}

const button = document.getElementById("unfold");
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(open));
  for (const one of all("details")) one.open = open;
});
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
form.hidden = button.parentElement.hidden = false;
show();
