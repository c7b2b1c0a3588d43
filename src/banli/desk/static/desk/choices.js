// A choice whose options belong to the values of another field (data-of) offers those of the value chosen there.
export function fitChoices(root) {
  for (const choice of root.querySelectorAll("select[data-of]")) {
    const other = document.getElementById(choice.dataset.of);
    const fit = () => {
      for (const group of choice.querySelectorAll("optgroup")) {
        const fits = !other.value || group.dataset.code === other.value;
        group.hidden = group.disabled = !fits;
        if (!fits && group.contains(choice.selectedOptions[0])) choice.value = "";
      }
    };
    other.addEventListener("change", fit);
    fit();
  }
}

fitChoices(document);
