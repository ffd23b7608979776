/** What every component may ask for: the state, who acts, and how a call's refusal is told. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConversationView } from '../protocol.ts';
import type { Answer } from './api.ts';
import type { Route } from './route.ts';
import type { State } from './store.ts';

export interface Workspace {
  readonly state: State;
  readonly route: Route;
  readonly conversation: ConversationView | null;
  /** The sandbox's time now, epoch ms (it goes on between two pushes). */
  readonly now: () => number;
  /** Waits for a call and tells its refusal to the person; gives the answer on. */
  readonly told: <T>(work: Promise<Answer<T>>) => Promise<Answer<T>>;
  /** Tells the person a sentence. */
  readonly tell: (sentence: string) => void;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The workspace around a component. Throws when there is none, which is a bug. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('A component was drawn outside the workspace.');
  return workspace;
}

/** The name of a person by id; the id itself when nobody has it. */
export function nameOf(state: State, userId: string): string {
  return state.people.find(({ id }) => id === userId)?.name ?? userId;
}
