/** A menu of outlets in a modal. */
import { type APIComponentInLabel, ComponentType } from 'discord.js';
import { orElse, plain } from '../render/inert.js';

const MAX_OPTIONS = 25;
const MAX_OPTION_CHARS = 100;

/**
 * The chosen ones first, and further ones as far as there is room; nothing where there is none to choose. An outlet must
 * fit into an option's value, or it couldn't be told again.
 */
export function outletMenu(id: string, outlets: string[], chosen: string[], most: number): APIComponentInLabel[] {
  const options = [...new Set([...chosen, ...outlets])]
    .filter((outlet) => orElse(outlet, '') && outlet.length <= MAX_OPTION_CHARS)
    .slice(0, MAX_OPTIONS)
    .map((outlet) => ({ label: plain(outlet, MAX_OPTION_CHARS), value: outlet, default: chosen.includes(outlet) }));
  if (options.length === 0) return [];
  const max_values = Math.min(most, options.length);
  return [{ type: ComponentType.StringSelect, custom_id: id, required: false, min_values: 0, max_values, options }];
}
