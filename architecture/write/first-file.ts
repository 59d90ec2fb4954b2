/** A first file for those who start from nothing. */
import { quoted } from './risk.ts';

/** Comments say what comes where; the one threat is left open, so that no figure is anyone's guess but the reader's. */
export function firstFile(name: string, title: string): string {
  return `/**
 * What can go wrong, how often, how badly, and what a control would save.
 * \`risk check\` says what is missing; \`risk simulate\` computes what is there.
 */
system ${name} ${quoted(title)} {
  currency USD
  horizon 3 years
  // How much loss is acceptable, once you know: appetite { at most 10% chance above $1M }
}

// What is worth protecting.
asset CustomerData "Names and addresses of customers" { data confidential }

// Who is outside, what runs, and what is kept.
external Customer
service Application "The application" { holds CustomerData }
store Database "Its database" { holds CustomerData }

flow from Customer to Application {
  carries CustomerData
  over "HTTPS"
  encrypted
}
flow from Application to Database { carries CustomerData }

threat CustomerDataLeak "Customer data leaks" {
  stride information-disclosure
  on Application, Database
  affects CustomerData
  // To fill in: how often, as a range, such as: frequency every A..B years
  // To fill in: what one event costs, such as: loss { response $A..$B }
}

// A control, once the threat has figures:
// control NAME "What it is" {
//   cost $A
//   reduces frequency of CustomerDataLeak by A%..B%
// }
`;
}
