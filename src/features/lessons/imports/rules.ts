/**
 * How long the text of an imported lesson may be, in characters: more than anybody types into a form, and what a modal shows. A note that a team
 * wrote elsewhere is kept whole.
 */
export const mostImported = 12_000;
