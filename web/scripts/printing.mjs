// The button that prints its page.

export function printing() {
  document.querySelector("#print")?.addEventListener("click", () => print());
}
