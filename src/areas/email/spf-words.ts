import type { SpfProblem } from '../../formats/spf.ts';
import { quoted } from './site.ts';

/** What is wrong with a term, in a sentence for people who do not read RFCs. */
export function problemText(problem: SpfProblem): string {
  const term = quoted(problem.term.replace(/\ufffd/g, '?'), 60);
  switch (problem.code) {
    case 'notSpf':
      return 'the record does not start with "v=spf1 "';
    case 'badCharacter':
      return `${term} holds a character that is not allowed (often a typographic quote, a line break or a tab from copying)`;
    case 'unknownMechanism':
      return `${term} is not a word that SPF knows`;
    case 'missingArgument':
      return `${term} lacks what it should name`;
    case 'unexpectedArgument':
      return `${term} has something after it that does not belong there`;
    case 'badDomain':
      return `${term} does not hold a valid domain name`;
    case 'badMacro':
      return `${term} holds a "%" that is not a valid macro`;
    case 'expOnlyMacro':
      return `${term} uses a macro that is allowed in explanations only`;
    case 'badAddress':
      return `${term} does not hold a valid address`;
    case 'badPrefixLength':
      return `${term} has an invalid network size after the "/"`;
    case 'duplicateModifier':
      return `${term} may stand in a record only once`;
  }
}
