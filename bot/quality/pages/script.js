"use strict";
const root = document.documentElement;

function setting(name, value) {
  root.dataset[name] = value;
  if (name === "language") root.lang = value;
  for (const button of document.querySelectorAll(`[data-set="${name}"]`)) {
    button.setAttribute("aria-pressed", String(button.dataset.to === value));
  }
}

for (const button of document.querySelectorAll("[data-set]")) {
  button.addEventListener("click", () => setting(button.dataset.set, button.dataset.to));
}
setting("language", root.dataset.language);

const filters = document.getElementById("filters");
if (filters) {
  const questions = [...document.querySelectorAll(".question")];
  const wanted = (question, chosen) =>
    (!chosen.failed.checked || question.dataset.failed === "1") &&
    (!chosen.lang.value || question.dataset.lang === chosen.lang.value) &&
    (!chosen.status.value || question.dataset.status === chosen.status.value) &&
    (!chosen.tag.value || question.dataset.tags.split(" ").includes(chosen.tag.value)) &&
    question.textContent.toLowerCase().includes(chosen.text.value.trim().toLowerCase());
  const show = () => {
    let shown = 0;
    for (const question of questions) {
      question.hidden = !wanted(question, filters.elements);
      shown += question.hidden ? 0 : 1;
    }
    document.getElementById("shown").textContent = `${shown} / ${questions.length}`;
  };
  filters.addEventListener("input", show);
  filters.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-tag]")) {
    button.addEventListener("click", () => {
      filters.elements.tag.value = button.dataset.tag;
      show();
      filters.scrollIntoView();
    });
  }
  show();
}
