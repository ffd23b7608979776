/** What is delivered to an app, and what came of it. */
import type { Json } from '../json.ts';

export interface Parcel {
  /** For the log, for example `slash_command /retro`. */
  readonly what: string;
  /** What is sent, before it is encoded. */
  readonly payload: Json;
  readonly encoding: 'form' | 'payload' | 'json';
  /** Events alone are sent again. `attempt` counts from 1. */
  readonly retry?: {
    readonly attempt: number;
    readonly reason: 'http_error' | 'http_timeout' | 'connection_failed';
  };
}

export type Delivered =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly noRetry: boolean }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable' };
