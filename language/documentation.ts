/** What the words of the language mean: the doc comments of the grammar, and a table for words that are mere values. */
import { AstUtils, GrammarAST } from 'langium';
import { RiskGrammar } from './generated/grammar.ts';
import { isWord } from './parser/words.ts';

/** Words that have no rule of their own. */
const values: Readonly<Record<string, string>> = {
  spoofing: 'STRIDE: pretending to be someone or something else.',
  tampering: 'STRIDE: changing data or code without leave.',
  repudiation: 'STRIDE: denying an action that nobody can prove.',
  'information-disclosure': 'STRIDE: showing data to someone who must not see it.',
  'denial-of-service': 'STRIDE: making a service or data unavailable.',
  'elevation-of-privilege': 'STRIDE: doing what one has no rights to.',
  productivity: 'A form of loss: what cannot be made or sold while the event lasts.',
  response: 'A form of loss: what it costs to handle the event.',
  replacement: 'A form of loss: what it costs to replace or repair an asset.',
  'competitive-advantage': 'A form of loss: the worth of knowledge that others now have, too.',
  fines: 'A form of loss: fines and judgments.',
  reputation: 'A form of loss: the worth of trust that is lost.',
  public: 'Data that everybody may see.',
  internal: 'Data for the people of the organisation.',
  confidential: 'Data for some people only.',
  restricted: 'Data that the law or a contract protects.',
  planned: 'The control is not there yet: it counts in the target state only.',
  'in-place': 'The control works: it counts in the current and the target state.',
  retired: 'The control is gone: it has no effect and no figures.',
  inherent: 'The state without any control of the model.',
  current: 'The state with the controls that are in place.',
  target: 'The state with the planned controls, too.',
  ale: 'Annualized loss expectancy: the mean annual loss.',
  p10: 'The annual loss that 1 year in 10 stays below.',
  p50: 'The annual loss that every other year stays below: the median.',
  p90: 'The annual loss that 1 year in 10 exceeds.',
  p95: 'The annual loss that 1 year in 20 exceeds.',
  p99: 'The annual loss that 1 year in 100 exceeds.',
  tvar95: 'The mean annual loss of the worst 5 % of years.',
  'probability-of-loss': 'The chance of any loss in a year.',
  events: 'The mean number of loss events in a year.',
  roi: 'Risk reduction of the first year ÷ cost of the first year.',
  rosi: 'Return on security investment: `roi` − 1.',
  'net-benefit': 'What a control saves over the horizon less what it costs, discounted.',
  'risk-reduction': 'The difference that a control makes to the annualized loss expectancy.',
  error: 'The check fails, in the editor and on the command line.',
  warning: 'The check warns; `--max-warnings` counts it.',
  information: 'The check informs.',
  hint: 'The check is shown faintly, in the editor.',
  off: 'The check is not made.',
  below: 'The figure is smaller than the limit, not equal to it.',
  above: 'The figure is greater than the limit, not equal to it.',
  within: 'The figure lies in the range, ends included.',
  per: 'For each: `5..15 per year`, `$165 per record`.',
  to: 'A 90 % interval, `$5k to $40k`: 1 in 20 is below, 1 in 20 above. Elsewhere the target of a flow.',
  under: 'The controls that worked while the count was taken.',
  of: 'What the word before it is about.',
  until: 'The last day on which this holds.',
  except: 'Threats that the line does not act on.',
  services: 'Only the services of the zone.',
  stores: 'Only the stores of the zone.',
  flows: 'Only the flows with both ends in the zone.',
  'secondary-probability': 'The chance that a stakeholder reacts to a loss event.',
  from: 'The callers of a flow.',
  in: 'The zone, the period, the chance or the state that applies.',
  because: 'The reason, in words for a reviewer.',
  source: 'Where the numbers come from: a citation, or a text.',
  expert: 'Who says so.',
  dated: 'The day of the estimate or of its source.',
  after: 'How long an estimate stands after its `dated`.',
  most: 'The chance that must not be exceeded.',
  chance: 'The probability in a year.',
  is: 'What findings with these weaknesses are, in the place of the table of the language.',
  with: 'Reports and alerts may move this estimate, which stays as written: `10%..25% with evidence`.',
  epss: 'Scores of FIRST: the chance that a flaw is exploited within 30 days. CSV, packed with gzip or not.',
  kev: 'The catalogue of known exploited vulnerabilities of CISA, as JSON or CSV.',
  vex: 'Statements of whether a flaw matters in a product: OpenVEX or CycloneDX.',
  stix: 'A bundle of STIX 2: which flaws were seen exploited.',
  apart: 'A system below the folder of another says so: `apart from OUTER`.',
};

const sentences = collect();

/** The sentence for a word of the language; undefined for anything else. */
export function documentationOf(word: string): string | undefined {
  return sentences.get(word);
}

function collect(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const words = new Set<string>();
  for (const rule of RiskGrammar().rules) {
    if (!GrammarAST.isParserRule(rule)) continue;
    const comment = commentOf(rule);
    const own = firstKeyword(rule.definition);
    if (comment !== undefined && own !== undefined && !found.has(own)) found.set(own, comment);
    for (const node of AstUtils.streamAllContents(rule)) {
      if (!GrammarAST.isKeyword(node) || !isWord(node.value)) continue;
      words.add(node.value);
    }
  }
  for (const word of words) if (values[word] !== undefined && !found.has(word)) found.set(word, values[word]);
  return found;
}

/** The keyword with which every text of the element begins. */
function firstKeyword(element: GrammarAST.AbstractElement): string | undefined {
  if (GrammarAST.isKeyword(element)) return isWord(element.value) ? element.value : undefined;
  if (!GrammarAST.isGroup(element)) return undefined;
  return firstKeyword(element.elements.find((part) => !GrammarAST.isAction(part)) ?? element.elements[0]);
}

/** The text of a doc comment, without its stars. */
function commentOf(rule: GrammarAST.AbstractRule): string | undefined {
  const comment = (rule as { $comment?: string }).$comment;
  return comment
    ?.replace(/^\/\*\*\s*|\s*\*\/$/g, '')
    .replace(/\s*\n\s*\*\s?/g, ' ')
    .trim();
}
