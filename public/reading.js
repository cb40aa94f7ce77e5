// For reading pages; everything works without it. It marks the article being read in the contents, and a click on a
// clause's link also copies its address.

const list = document.querySelector(".contents details");
const links = Array.from(document.querySelectorAll(".contents-list a"));
const articles = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function markCurrent() {
  const line = window.innerHeight / 3;
  const index = articles.findLastIndex((article) => article && article.getBoundingClientRect().top <= line);
  links.forEach((link, at) => {
    if (at === index) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  keepInSight(links[index]);
}

function keepInSight(link) {
  if (!link || list.scrollHeight <= list.clientHeight) return;
  const above = link.offsetTop - list.scrollTop;
  if (above < 0 || above > list.clientHeight - 2 * link.offsetHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2;
}

let isWaiting = false;

function markSoon() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    markCurrent();
  });
}

async function copyAddress(link) {
  const said = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(link.href);
    said.textContent = "";
    said.textContent = said.dataset.words;
    setTimeout(() => { said.textContent = ""; }, 2000);
  } catch {
    // A browser that forbids copying still follows the link.
  }
}

if (links.length > 0) {
  addEventListener("scroll", markSoon, { passive: true });
  markCurrent();
}

document.querySelector(".agreement-text")?.addEventListener("click", (event) => {
  const link = event.target.closest("a.clause-link");
  if (link && navigator.clipboard) void copyAddress(link);
});
