/** How a tool is reached, and with what. */
import { z } from 'zod';

/** What Lore shows a tool to be let in. */
const shape = {
  /** A fine-grained or classic token. */
  github: z.object({ token: z.string().min(1) }),
  /** An API token with the address of its account, or a bearer token alone. */
  jira: z.object({ token: z.string().min(1), account: z.string().nullable() }),
} as const;

export type GithubAccess = z.infer<typeof shape.github>;
export type JiraAccess = z.infer<typeof shape.jira>;

/** One connection of a tool: where it is, and what lets Lore in. */
export interface Reach<Access> {
  /** Without a slash at its end. */
  readonly site: string;
  readonly access: Access;
}

/** @returns `null`: it is not what was stored */
export function accessIn<Name extends keyof typeof shape>(
  name: Name,
  stored: string,
): z.infer<(typeof shape)[Name]> | null {
  try {
    return shape[name].parse(JSON.parse(stored)) as z.infer<(typeof shape)[Name]>;
  } catch {
    return null;
  }
}
