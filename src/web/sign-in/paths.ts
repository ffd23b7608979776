/** Where people sign in and out, after the base. */
import { readFolder } from '#core/read-path.ts';

export const signInPaths = {
  begin: `${readFolder}/sign-in`,
  back: `${readFolder}/signed-in`,
  out: `${readFolder}/sign-out`,
} as const;
