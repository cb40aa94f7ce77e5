/** Values kept up to a total of characters; what was used last stays longest. */
export type TextCache<T> = {
  get(key: string): T | undefined;
  /** Keeps a value that weighs so many characters; one heavier than the whole room is not kept. */
  set(key: string, value: T, characters: number): void;
};

/** A cache with room for so many characters. */
export function createTextCache<T>(room: number): TextCache<T> {
  const entries = new Map<string, { value: T; characters: number }>();
  let held = 0;

  function remove(key: string): { value: T; characters: number } | undefined {
    const entry = entries.get(key);
    if (entry) held -= entry.characters;
    entries.delete(key);
    return entry;
  }

  function add(key: string, entry: { value: T; characters: number }): void {
    entries.set(key, entry);
    held += entry.characters;
  }

  return {
    get(key) {
      const entry = remove(key);
      if (entry) add(key, entry);
      return entry?.value;
    },
    set(key, value, characters) {
      remove(key);
      if (characters > room) return;
      add(key, { value, characters });
      for (const oldest of entries.keys()) {
        if (held <= room) return;
        remove(oldest);
      }
    },
  };
}
