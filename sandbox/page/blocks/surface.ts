import type { AnyBlock } from '@slack/types';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ActBody, ElementValue, Inputs } from '../../protocol.ts';
import { call, inOrder } from '../api.ts';
import { carryOver, withInput } from '../inputs.ts';
import { useWorkspace } from '../workspace.ts';

/** A message, a modal or a Home, as its elements see it. */
export interface Surface {
  readonly inputs: Inputs;
  /** `block_id` → what is wrong with it. */
  readonly errors: Readonly<Record<string, string>>;
  /** Something that was pressed is on its way to the app. */
  readonly isBusy: boolean;
  /** Keeps what an element now holds. */
  readonly change: (blockId: string, actionId: string, value: ElementValue) => void;
  /** Tells the app that an element was pressed or changed, along with everything that stands in the inputs. */
  readonly act: (blockId: string, actionId: string, value: ElementValue) => void;
}

const noErrors = {};

/** The surface that holds `blocks`. What one typed outlives an update of the blocks by Slack's rule (see `carryOver`). */
export function useSurface(
  blocks: readonly AnyBlock[],
  where: ActBody['where'],
  errors: Surface['errors'] = noErrors,
): Surface {
  const { state, conversation, told } = useWorkspace();
  const currentId = useRef(conversation?.id ?? null).current;
  const [kept, setKept] = useState<Inputs>({});
  const [underway, setUnderway] = useState(0);
  const inputs = useMemo(() => carryOver(kept, blocks, currentId), [kept, blocks]);
  const latest = useRef(inputs);
  latest.current = inputs;
  useEffect(() => setKept(latest.current), [blocks]);

  const change: Surface['change'] = (blockId, actionId, value) => {
    latest.current = withInput(latest.current, blockId, actionId, value);
    setKept(latest.current);
  };
  const act: Surface['act'] = (blockId, actionId, value) => {
    const body: ActBody = { as: state.me.id, where, blockId, actionId, value, inputs: latest.current };
    setUnderway((count) => count + 1);
    void told(inOrder(() => call('act', body))).then(() => setUnderway((count) => count - 1));
  };
  return { inputs, errors, isBusy: underway > 0, change, act };
}

/** Where an element stands, and how it is named and told to the app. */
export interface Place {
  readonly surface: Surface;
  readonly blockId: string;
  readonly actionId: string;
  /** The id of the control, which the label of an input block points to. */
  readonly controlId: string;
  /** The name of a control that has no visible label. */
  readonly name: string;
  /** Ids of hint and error. */
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  /** In an input block: the label is drawn around the control. */
  readonly isLabelled: boolean;
  /** Whether a change is told to the app at once. */
  readonly dispatches: boolean;
}

/** The attributes that every single control of a place carries. */
export function controlAttributes(place: Place) {
  return {
    id: place.controlId,
    'aria-label': place.isLabelled ? undefined : place.name,
    'aria-describedby': place.describedBy,
    'aria-invalid': place.isInvalid ? ('true' as const) : undefined,
    'aria-required': place.isLabelled && place.isRequired ? ('true' as const) : undefined,
  };
}

/** Keeps a value and, where the element does so, tells the app. */
export function choose(place: Place, value: ElementValue): void {
  place.surface.change(place.blockId, place.actionId, value);
  if (place.dispatches) place.surface.act(place.blockId, place.actionId, value);
}

/** What stands in the element of a place. */
export function valueAt(place: Place): ElementValue | undefined {
  return place.surface.inputs[place.blockId]?.[place.actionId];
}
