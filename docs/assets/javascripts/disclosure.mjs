// Opens what is folded: the parts around the place that the address names, and everything while the page is printed.

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let folded = target?.closest("details:not([open])");
  if (!folded) return;
  while (folded) {
    folded.open = true;
    folded = folded.parentElement.closest("details:not([open])");
  }
  target.scrollIntoView();
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
  opened = [];
});
addEventListener("hashchange", reveal);
reveal();
