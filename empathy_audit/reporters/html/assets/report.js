// The page's one script: a table that sorts and filters, and conversations drawn when they are opened.
// Words of transcripts are only ever set as text; the policy in the head forbids every other way.
"use strict";
(() => {
  const ROWS_A_PAGE = 50;
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  root.classList.add("js");

  // -- building blocks

  /** An element with a class, attributes and children; strings become text, empty children are left out. */
  function el(tag, look, ...children) {
    const [name, attributes] = typeof look === "string" ? [look, {}] : [look.class || "", look];
    const made = document.createElement(tag);
    if (name) made.className = name;
    for (const [key, value] of Object.entries(attributes)) if (key !== "class") made.setAttribute(key, value);
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  const svg = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  function bar(value) {
    const drawn = svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" });
    drawn.append(svg("rect", { class: "track", width: 100, height: 6 }), svg("rect", { class: "bar", width: value, height: 6 }));
    return drawn;
  }

  const when = (wanted, make) => (wanted ? make() : null);

  // -- colours

  byId("theme").addEventListener("click", (event) => {
    const chosen = event.target.dataset.theme;
    if (!chosen) return;
    if (chosen === "auto") delete root.dataset.theme;
    else root.dataset.theme = chosen;
    for (const each of byId("theme").children) each.setAttribute("aria-pressed", String(each.dataset.theme === chosen));
  });

  // -- the table

  const table = byId("table");
  const rows = table ? [...table.tBodies[0].rows] : [];
  let shown = rows;
  let page = 0;
  let sorted = { key: "", down: false };

  const data = (number) => JSON.parse(byId("data-" + number).textContent);

  /** Everything said in a conversation, in small letters; made once, at the first search. */
  const haystacks = new Map();
  function haystack(row) {
    let text = haystacks.get(row);
    if (text === undefined) {
      const said = data(row.dataset.n).turns.map((turn) => turn.text.map((piece) => piece[0]).join(""));
      text = plain(row.cells[6].textContent + " " + row.cells[7].textContent + " " + said.join(" "));
      haystacks.set(row, text);
    }
    return text;
  }
  const plain = (text) => text.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, " ");

  function wanted(row, ask) {
    const types = (ask.short ? row.dataset.short : row.dataset.types).split(" ");
    return (!ask.verdict || row.dataset.verdict === ask.verdict)
      && (!ask.type || types.includes(ask.type))
      && (!ask.short || row.dataset.short !== "")
      && (!ask.agent || [...row.cells[7].children].some((label) => label.textContent === ask.agent))
      && ask.words.every((word) => haystack(row).includes(word));
  }

  function filter() {
    const value = (id) => (byId(id) ? byId(id).value : "");
    const words = plain(value("search")).trim();
    const ask = {
      verdict: value("verdict"), type: value("type"), agent: value("agent"), short: byId("short").checked,
      words: words ? words.split(" ") : [],
    };
    shown = order(rows.filter((row) => wanted(row, ask)));
    page = 0;
    drawTable();
  }

  function order(list) {
    if (!sorted.key) return list;
    const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.className === "col-" + sorted.key);
    const words = sorted.key === "name" || sorted.key === "agent";
    const key = new Map(list.map((row) => [row, row.cells[at].dataset.k]));
    const compare = (a, b) => (words ? a.localeCompare(b, "en", { numeric: true }) : a - b);
    return [...list].sort((one, two) => {
      const [a, b] = [key.get(one), key.get(two)];
      if (a === "" || b === "") return (a === "") - (b === "");
      return sorted.down ? compare(b, a) : compare(a, b);
    });
  }

  function drawTable(all = false) {
    const pages = Math.max(Math.ceil(shown.length / ROWS_A_PAGE), 1);
    table.tBodies[0].replaceChildren(...(all ? shown : shown.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE)));
    byId("count").textContent = shown.length === rows.length
      ? `${rows.length} conversations` : `${shown.length} of ${rows.length} conversations`;
    byId("pager").hidden = pages === 1;
    byId("page").textContent = `Page ${page + 1} of ${pages}`;
    byId("before").disabled = page === 0;
    byId("after").disabled = page === pages - 1;
  }

  function sortBy(button) {
    sorted = { key: button.dataset.sort, down: sorted.key === button.dataset.sort && !sorted.down };
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    shown = order(shown);
    page = 0;
    drawTable();
  }

  function turnPage(by) {
    page += by;
    drawTable();
    byId("conversations").scrollIntoView();
  }

  /** From a chart to the rows behind it. */
  function showOnly(id, value) {
    byId("tools").reset();
    if (byId(id)) byId(id).value = value;
    filter();
    byId("conversations").scrollIntoView();
    byId("conversations-title").focus();
  }

  let waiting = 0;
  if (table) {
    byId("search").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    byId("tools").addEventListener("change", (event) => event.target.id !== "search" && filter());
    byId("tools").addEventListener("submit", (event) => event.preventDefault());
    byId("tools").addEventListener("reset", () => setTimeout(filter));
    table.tHead.addEventListener("click", (event) => event.target.dataset.sort && sortBy(event.target));
    byId("before").addEventListener("click", () => turnPage(-1));
    byId("after").addEventListener("click", () => turnPage(1));
    byId("summary").addEventListener("click", (event) => {
      const link = event.target.closest("[data-show-type], [data-show-agent]");
      if (!link) return;
      event.preventDefault();
      if (link.dataset.showType) showOnly("type", link.dataset.showType);
      else showOnly("agent", link.dataset.showAgent);
    });
    window.addEventListener("beforeprint", () => drawTable(true));
    window.addEventListener("afterprint", () => drawTable());
    drawTable();
  }

  // -- one conversation

  let open = -1;
  const turnLink = (turn, text) => el("a", { href: `#c${open}.t${turn}` }, text);
  const field = (label, ...body) => el("p", "field", el("b", "", label), " ", ...body);
  const better = (words) => when(words, () => el("p", "better", el("b", "", "Better"), " ", words));

  function badge(head) {
    return el("span", "badge " + head.tone, el("span", { "aria-hidden": "true" }, head.sign + " "), head.status);
  }

  function replyLinks(card, turns) {
    if (!card.reply.length) return field("Reply", el("span", "dim", "nobody said anything in reply"));
    const links = card.reply.flatMap((turn, at) => [at ? ", " : "", turnLink(turn, whereIs(turns, turn))]);
    return field("Reply", ...links);
  }

  const whereIs = (turns, number) => {
    const turn = turns.find((each) => each.n === number);
    return turn ? turn.at.split(" \u00b7 ").pop() : "turn " + number;
  };

  function momentCard(card, turns) {
    const tone = card.review ? "alert" : card.heads[0].tone;
    return el("div", "note " + tone,
      when(card.review, () => el("p", "review", "For a person to look at, outside the score")),
      card.heads.map((head) => el("p", "head", badge(head), " ", el("b", "", head.name), el("span", "dim", ", " + head.tier + " ", el("code", "", head.rule)))),
      card.reasons.map((reason) => el("p", "", reason)),
      when(card.before, () => el("p", "", "Raised before, at ", turnLink(card.before.turn, card.before.at), ".")),
      when(card.missing, () => field("Never heard", card.missing)),
      when(card.short && card.why, () => field("Why it matters", card.why)),
      replyLinks(card, turns),
      better(card.better));
  }

  function hurtCard(hurt) {
    return el("div", "note hurt " + hurt.tone,
      el("p", "head", el("span", "badge " + hurt.tone, hurt.points), " ", el("b", "", hurt.name), el("span", "dim", ", " + hurt.severity + " ", el("code", "", hurt.rule))),
      when(hurt.message, () => el("p", "", hurt.message)),
      when(hurt.note, () => field("Cost", hurt.note)),
      better(hurt.better));
  }

  function silencedCard(found) {
    return el("div", "note none",
      el("p", "head", el("span", "badge none", "suppressed"), " ", el("b", "", found.name), el("span", "dim", ", " + found.kind + " ", el("code", "", found.rule))),
      field("Reason", found.reason, when(found.asked, () => el("span", "dim", " " + found.asked))));
  }

  function words(pieces) {
    return pieces.map(([text, tone, what]) => (tone ? el("mark", { class: tone, title: what }, text) : text));
  }

  function turnItem(turn, talk) {
    const at = (list) => list.filter((each) => each.turn === turn.n);
    const answers = talk.cards.filter((card) => card.reply.includes(turn.n));
    return el("li", { class: "turn " + turn.role, id: "t" + turn.n, tabindex: "-1" },
      el("div", "bubble",
        el("p", "who", el("b", "", turn.who), turn.who.toLowerCase() === turn.role ? "" : el("span", "dim", " " + turn.role), el("span", "dim at", " " + turn.at)),
        el("p", "said", words(turn.text))),
      when(answers.length, () => el("p", "answers", "Reply to ", answers.flatMap((card, n) => [n ? ", " : "", turnLink(card.turn, card.heads.map((head) => head.name).join(" and "))]))),
      when(turn.helps.length, () => el("ul", { class: "chips", "aria-label": "What helped" }, turn.helps.map((help) => el("li", "", el("span", { "aria-hidden": "true" }, "+ "), help)))),
      at(talk.cards).map((card) => momentCard(card, talk.turns)),
      at(talk.hurts).map(hurtCard),
      at(talk.silenced).map(silencedCard));
  }

  function contents(title, items, empty) {
    if (!items.length && !empty) return null;
    return el("section", "", el("h3", "", title), items.length ? el("ul", "plain", items) : el("p", "dim", empty));
  }

  function contentsOf(talk) {
    const line = (card) => el("li", "", turnLink(card.turn, el("span", "", card.heads.map((head) => head.name).join(", "))), " ", badge(card.heads[0]), el("span", "dim", " " + card.at));
    const review = talk.cards.filter((card) => card.review);
    const rest = talk.cards.filter((card) => !card.review);
    return el("nav", { "aria-label": "In this conversation", class: "card" },
      when(review.length, () => el("section", "alert", el("h3", "", el("span", { class: "sign", "aria-hidden": "true" }, "!"), "For a person to look at"), el("ul", "plain", review.map(line)))),
      contents("Moments", rest.map(line), talk.filtered ? "none is shown" : review.length ? "" : "none: the customer showed no feeling, burden or good news"),
      contents("What hurt", talk.hurts.map((hurt) => el("li", "", turnLink(hurt.turn, hurt.name), " ", el("span", "badge " + hurt.tone, hurt.points), el("span", "dim", " " + hurt.at))), talk.filtered ? "nothing is shown" : "nothing was found"),
      when(talk.best, () => contents("Best answered", [el("li", "", turnLink(talk.best.turn, talk.best.name), el("span", "dim", " " + talk.best.reason))])),
      contents("Suppressed", [
        ...talk.silenced.map((found) => el("li", "", turnLink(found.turn, found.name), el("span", "dim", " " + found.reason))),
        ...talk.unused.map((asked) => el("li", "", `The suppression of ${asked.rule} has no effect: `, el("span", "dim", asked.fault + (asked.at ? ", " + asked.at : "")))),
      ]));
  }

  function sumTable(part) {
    return el("table", "sums", el("caption", "", part.title), el("tbody", "", part.rows.map(([label, remark, figure]) =>
      el("tr", "", el("th", { scope: "row" }, label, when(remark, () => el("span", "dim", " " + remark))), el("td", "number", figure)))));
  }

  function beside(talk) {
    return [
      when(talk.beside.length, () => el("details", "card", el("summary", "", "Beside the score, never part of it"), el("dl", "meanings", talk.beside.flatMap(([label, value]) => [el("dt", "", label), el("dd", "", value)])))),
      when(talk.sums.length, () => el("details", "card", el("summary", "", "How the score was made"), talk.sums.map(sumTable))),
    ];
  }

  function dimension(each) {
    const known = each.value !== null;
    return el("div", "", el("dt", "", each.name), el("dd", known ? "" : "dim", when(known, () => bar(each.value)), el("span", "value", each.text)));
  }

  function scoreCard(talk) {
    return el("section", { class: "card scorecard", "aria-label": "Score" },
      el("div", "", el("p", "big", talk.score || "\u2013"), el("p", "", el("span", "badge " + talk.tone, talk.verdict), " ", el("span", "dim", talk.reason))),
      el("dl", "dimensions", talk.dimensions.map(dimension), when(talk.deducted, () => el("div", "", el("dt", "", "Deductions"), el("dd", "", el("span", "value", talk.deducted))))),
      el("div", "about",
        talk.roles.map((role) => field(role.role, role.labels + " ", el("span", role.sure ? "dim" : "fair", role.known))),
        talk.redacted ? field("Redacted", talk.redacted) : null,
        talk.warnings.map((warning) => el("p", "field fair", el("b", "", "Note"), " ", warning)),
        field("File", el("code", "", talk.path), el("span", "dim", " " + talk.format))));
  }

  function steps() {
    const at = shown.findIndex((row) => Number(row.dataset.n) === open);
    const link = (row, text, rel) => (row ? el("a", { href: "#c" + row.dataset.n, rel }, text) : null);
    return el("nav", { class: "steps", "aria-label": "Conversations" },
      el("a", { href: "#conversations" }, "\u2190 All conversations"),
      el("span", "", link(at > 0 ? shown[at - 1] : null, "Previous", "prev"), link(at >= 0 ? shown[at + 1] : null, "Next", "next")));
  }

  function drawThread() {
    const talk = data(open);
    byId("thread").replaceChildren(steps(),
      el("h1", { tabindex: "-1", id: "thread-title" }, talk.name),
      scoreCard(talk),
      el("div", "reading",
        el("div", "side", contentsOf(talk), beside(talk)),
        el("section", { "aria-label": "What was said" }, el("ol", "turns", talk.turns.map((turn) => turnItem(turn, talk))))));
    document.title = talk.name + " \u2013 Empathy report";
  }

  function leave() {
    open = -1;
    byId("thread").hidden = true;
    byId("thread").replaceChildren();
    byId("summary").hidden = false;
    document.title = "Empathy report";
  }

  /** Shows what the address names: #c3 a conversation, #c3.t14 a turn of it, everything else the summary. */
  function follow() {
    const [, number, turn] = /^#c(\d+)(?:\.t(\d+))?$/.exec(location.hash) || [];
    if (number === undefined || !byId("data-" + number)) {
      const was = open;
      leave();
      const row = was >= 0 && rows.find((each) => Number(each.dataset.n) === was);
      if (row && row.isConnected) row.querySelector("a").focus();
      else if (row) byId("conversations").scrollIntoView();
      return;
    }
    byId("summary").hidden = true;
    byId("thread").hidden = false;
    const fresh = Number(number) !== open;
    if (fresh) {
      open = Number(number);
      drawThread();
      window.scrollTo(0, 0);
    }
    const target = turn === undefined ? null : byId("t" + turn);
    if (target) {
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    } else {
      byId("thread-title").focus();
    }
  }

  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  window.addEventListener("hashchange", follow);
  if (rows.length === 1 && !location.hash) history.replaceState(null, "", "#c0");
  follow();
})();
