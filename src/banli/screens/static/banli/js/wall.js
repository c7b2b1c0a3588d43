/* The wall says a new call aloud with the browser's own voice; where it has none, it chimes. */
const main = document.querySelector("main.wall");
let said = new Set(marks());

function marks() {
  return [...document.querySelectorAll("[data-called]")].map((one) => one.dataset.mark);
}

function chime() {
  try {
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    tone.connect(sound.destination);
    tone.frequency.value = 880;
    tone.start();
    tone.stop(sound.currentTime + 0.3);
  } catch {
    // Without sound the screen alone tells.
  }
}

function say(call) {
  const text = main.dataset.say.replace("{number}", [...call.dataset.number].join(" ")).replace("{window}", call.dataset.window);
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const voice = voices.find((one) => one.lang.startsWith(main.dataset.language.slice(0, 2)));
  if (!voice) return chime();
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.lang = main.dataset.language;
  speechSynthesis.speak(spoken);
}

if (main) {
  document.body.addEventListener("htmx:afterSwap", () => {
    const now = [...document.querySelectorAll("[data-called]")];
    for (const call of now.reverse()) if (!said.has(call.dataset.mark)) say(call);
    said = new Set(marks());
  });
}
