"use strict";
(() => {
  const main = document.querySelector("main");
  const asked = JSON.parse(main.dataset.form);
  const words = asked.words;
  const byId = (id) => document.getElementById(id);
  const questions = asked.criteria.map((criterion, place) => ({
    criterion,
    box: byId(`question-${place}`),
    first: byId(`first-${place}`),
    slide: byId(`slide-${place}`),
    number: byId(`number-${place}`),
    comment: byId(`comment-${place}`),
  }));

  const told = (text, problem) => {
    byId("told").textContent = text;
    byId("told").classList.toggle("problem", problem);
  };

  // The answer that was made no longer says what stands in the form.
  const outdated = () => {
    byId("answer").hidden = true;
    told("", false);
  };

  const points = (one) => {
    const value = one.number.valueAsNumber;
    return Number.isFinite(value) && value >= 0 && value <= 100 ? value : null;
  };

  const mark = (one) => {
    one.box.classList.toggle("unanswered", points(one) === null);
    one.slide.setAttribute("aria-valuetext", points(one) === null ? words.unanswered : String(points(one)));
  };

  const take = (one, value) => {
    one.number.value = value;
    one.slide.value = value === "" ? 50 : value;
    mark(one);
  };

  const choose = (chosen) => {
    for (const one of questions) {
      const isFirst = one === chosen;
      const wasFirst = one.box.classList.contains("first");
      one.box.classList.toggle("first", isFirst);
      one.slide.disabled = one.number.disabled = isFirst;
      if (isFirst) take(one, 100);
      else if (wasFirst) take(one, "");
    }
    byId("others").hidden = false;
    outdated();
  };

  for (const one of questions) {
    one.first.addEventListener("change", () => choose(one));
    one.slide.addEventListener("input", () => { take(one, one.slide.value); outdated(); });
    one.slide.addEventListener("click", () => { take(one, one.slide.value); outdated(); });
    one.number.addEventListener("input", () => {
      if (points(one) !== null) one.slide.value = points(one);
      mark(one);
      outdated();
    });
    one.comment.addEventListener("input", outdated);
  }
  byId("comment").addEventListener("input", outdated);

  const missing = () => {
    if (!questions.some((one) => one.first.checked)) return [words.choose_first, questions[0].first];
    const open = questions.filter((one) => points(one) === null);
    return open.length ? [words.missing.replace("{count}", open.length), open[0].number] : null;
  };

  const answer = () => ({
    format: asked.format,
    version: asked.version,
    evaluation: asked.evaluation,
    title: asked.title,
    questionnaire: asked.questionnaire,
    stakeholder: asked.stakeholder,
    criteria_version: asked.criteria_version,
    answered_at: new Date().toISOString(),
    criteria: questions.map((one) => ({ ...one.criterion, points: points(one), comment: one.comment.value })),
    comment: byId("comment").value,
  });

  byId("make").addEventListener("click", () => {
    const wrong = missing();
    if (wrong) {
      told(wrong[0], true);
      wrong[1].focus();
      return;
    }
    const text = JSON.stringify(answer(), null, 1);
    byId("text").value = text;
    byId("answer").hidden = false;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = asked.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    told(words.made, false);
  });

  byId("copy").addEventListener("click", async () => {
    byId("text").select();
    try {
      await navigator.clipboard.writeText(byId("text").value);
    } catch {
      document.execCommand("copy"); // a page opened from a file may not write to the clipboard
    }
    told(words.copied, false);
  });

  const chosen = questions.find((one) => one.first.checked);
  for (const one of questions) mark(one);
  if (chosen) choose(chosen); // the browser put back what was filled in before
})();
