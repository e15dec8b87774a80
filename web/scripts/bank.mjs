// The list of all questions, which pages load when they need it.

import { address, readText } from "./parts.mjs";

/**
 * @typedef {{ title: string, href: string, category: string, questions: Record<string, [rev: number, type: string, level: string]> }} Asked
 * A concept with questions by their names. Its address leads from the top of the site.
 */
/** @typedef {{ concepts: Record<string, Asked>, categories: Record<string, string> }} Bank Categories have their names. */

/** @returns {Promise<Bank>} */
export const readBank = async () => JSON.parse(await readText(address("../questions.json")));
