import { useState } from 'preact/hooks';
import type { PersonBody } from '../protocol.ts';
import { call } from './api.ts';
import { Dialog } from './dialog.tsx';
import { activeOthers, PersonSelect } from './person-select.tsx';
import { useWorkspace } from './workspace.ts';
import { fromWall, toWall } from './zone.ts';

const languages = {
  'en-US': 'English',
  'en-GB': 'English (UK)',
  'de-DE': 'Deutsch',
  'fr-FR': 'Français',
  'es-ES': 'Español',
  'pt-BR': 'Português (Brasil)',
  'ja-JP': '日本語',
};

/** One's own status, do-not-disturb, language and time zone; an admin can also deactivate someone. */
export function MeDialog({ close }: { close: () => void }) {
  const { state, told } = useWorkspace();
  const { me } = state;
  const change = (wanted: PersonBody['change'], userId?: string) =>
    void told(call('person', { as: me.id, change: wanted, ...(userId === undefined ? {} : { userId }) }));
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <Dialog title={me.name} close={close} isSmall>
      <div class="dialog-body settings">
        <Status change={change} />
        <Undisturbed change={change} />
        <div class="field">
          <label for="me-locale">Language</label>
          <select
            id="me-locale"
            value={me.locale}
            onChange={({ currentTarget }) => change({ kind: 'locale', locale: currentTarget.value })}
          >
            {!(me.locale in languages) && (
              <option value={me.locale} selected>
                {me.locale}
              </option>
            )}
            {Object.entries(languages).map(([locale, name]) => (
              <option value={locale} selected={locale === me.locale} key={locale}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="me-tz">Time zone</label>
          <select
            id="me-tz"
            value={me.tz}
            onChange={({ currentTarget }) => change({ kind: 'tz', tz: currentTarget.value })}
          >
            {!zones.includes(me.tz) && (
              <option value={me.tz} selected>
                {me.tz}
              </option>
            )}
            {zones.map((tz) => (
              <option value={tz} selected={tz === me.tz} key={tz}>
                {tz.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </div>
        {me.isAdmin && <Deactivate deactivate={(userId) => change({ kind: 'deactivate' }, userId)} />}
      </div>
      <footer>
        <button type="button" class="button primary" onClick={close}>
          Done
        </button>
      </footer>
    </Dialog>
  );
}

function Status({ change }: { change: (wanted: PersonBody['change']) => void }) {
  const { me } = useWorkspace().state;
  const [text, setText] = useState(me.statusText);
  const [emoji, setEmoji] = useState(me.statusEmoji);
  const [until, setUntil] = useState('');
  return (
    <form
      class="field-group"
      onSubmit={(event) => {
        event.preventDefault();
        change({ kind: 'status', text, emoji, until: until === '' ? null : fromWall(until, me.tz) });
      }}
    >
      <div class="field">
        <label for="me-status">Status</label>
        <input
          id="me-status"
          maxLength={100}
          placeholder="On holiday"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <div class="field-row">
        <div class="field">
          <label for="me-emoji">Status emoji</label>
          <input
            id="me-emoji"
            placeholder=":palm_tree:"
            value={emoji}
            onInput={({ currentTarget }) => setEmoji(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="me-until">Until (optional)</label>
          <input
            id="me-until"
            type="datetime-local"
            value={until}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
      </div>
      <div class="buttons">
        <button type="submit" class="button">
          Save status
        </button>
      </div>
    </form>
  );
}

/** Do not disturb, as Slack has it: until then nobody should be written to unasked. */
function Undisturbed({ change }: { change: (wanted: PersonBody['change']) => void }) {
  const { me } = useWorkspace().state;
  const [wall, setWall] = useState(me.quietUntil === null ? '' : toWall(me.quietUntil, me.tz));
  const until = fromWall(wall, me.tz);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        if (until !== null) change({ kind: 'quiet', until });
      }}
    >
      <label for="me-quiet">Pause notifications until</label>
      <input
        id="me-quiet"
        type="datetime-local"
        value={wall}
        onInput={({ currentTarget }) => setWall(currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit" class="button" disabled={until === null}>
          Pause notifications
        </button>
        {me.quietUntil !== null && (
          <button type="button" class="button" onClick={() => change({ kind: 'quiet', until: 0 })}>
            Resume notifications
          </button>
        )}
      </div>
    </form>
  );
}

function Deactivate({ deactivate }: { deactivate: (userId: string) => void }) {
  const { people, me } = useWorkspace().state;
  const [userId, setUserId] = useState('');
  return (
    <div class="field">
      <PersonSelect
        id="me-deactivate"
        label="Deactivate a person"
        people={activeOthers(people, me)}
        chosen={userId}
        choose={setUserId}
      />
      <div class="buttons">
        <button
          type="button"
          class="button danger"
          disabled={userId === ''}
          onClick={() => deactivate(userId)}
        >
          Deactivate
        </button>
      </div>
    </div>
  );
}
