/** The made-up company that sends requests: teams of two hundred, each with a channel of its own. Pure. */
export const teamId = 'T1';
export const signingSecret = 'a signing secret';
/** Of each team, as many act in one round, each as often as the others. */
export const peopleOfTeam = 200;

/** @param team from 0 */
export const channelOf = (team: number): string => `CTEAM${team}`;
/** Is in each of the channels, and never acts: collecting would be over once everybody has answered. */
export const silent = 'USILENT';
/** Those of a team who act. */
export const membersOf = (team: number): readonly string[] =>
  Array.from({ length: peopleOfTeam }, (_, nth) => `U${String(team * peopleOfTeam + nth).padStart(6, '0')}`);
