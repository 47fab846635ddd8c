import { useEffect } from "preact/hooks";

/** Of `localStorage`: the language that was read last. */
const SETTING = "language";

/** Whoever chooses a language in one example reads all examples in it, also on the next page. Shows nothing. */
export function SameLanguage({ group }: { group: string }) {
  useEffect(() => {
    const radios = document.querySelectorAll<HTMLInputElement>(`input[type=radio][name^="${group}"]`);
    const choose = (language: string | null) => {
      for (const it of radios) if (it.value === language) it.checked = true;
    };
    const remember = ({ target }: Event) => {
      const { name, value } = target as HTMLInputElement;
      if (!name?.startsWith(group)) return;
      localStorage.setItem(SETTING, value);
      choose(value);
    };
    choose(localStorage.getItem(SETTING));
    document.addEventListener("change", remember);
    return () => document.removeEventListener("change", remember);
  }, []);
  return null;
}
