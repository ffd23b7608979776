/** What all pictures have in common: colours of Okabe and Ito, room, and what the font can write. */
import type { EChartsCoreOption } from 'echarts/core';
import type { PictureWords } from '#core/picture.ts';

export interface Drawing {
  readonly height: number;
  readonly option: EChartsCoreOption;
}

export const font = 'DejaVu Sans';

/** In points; drawn twice as large, so that it stays sharp. */
export const width = 560;

export const ink = '#1d1c1d';
export const faint = '#616061';
export const line = '#dddddd';
/** Opaque, so that it reads the same on a light and on a dark Slack. */
export const paper = '#ffffff';
export const inks = ['#0072b2', '#e69f00', '#009e73', '#cc79a7'];
/** From few to many, light enough for the number on them. */
export const shades = ['#f3f7fb', '#8fc1e3'];
export const edge = 24;
export const titleRoom = 64;

/** What the font has: letters of these scripts, digits and the usual signs. */
const known =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{N}\p{P}\p{Zs}+<=>|~$€£¥°^`´¨©®±×÷…→←↑↓]*$/u;
const pictures = /\p{Extended_Pictographic}|[\u200d\ufe0f]/gu;

/** A name as it can be drawn: without emoji; in a script that the font lacks, its number in the list beside the picture. */
export function drawable(name: PictureWords, at: number): string {
  const text = name.replaceAll(pictures, '').replaceAll(/\s+/g, ' ').trim();
  return text !== '' && known.test(text) ? text : `${at + 1}.`;
}
