import { createContext, useContext, type ReactNode } from "react";

/** What every part of a redline needs to know about the two texts. */
export type Compared = {
  layout: "inline" | "side";
  /** Languages of the texts; empty where nobody knows. */
  languages: { old: string; new: string };
  /** The versions and where to read them; null for plain files. */
  versions: { slug: string; from: number; to: number } | null;
  /** What fragments begin with where one page shows several redlines; left out where it shows one. */
  fragment?: string;
};

const ComparedContext = createContext<Compared>({ layout: "inline", languages: { old: "", new: "" }, versions: null });

export function ComparedProvider({ compared, children }: { compared: Compared; children: ReactNode }) {
  return <ComparedContext.Provider value={compared}>{children}</ComparedContext.Provider>;
}

export function useCompared(): Compared {
  return useContext(ComparedContext);
}
