import { checkDocumentation } from './check-documentation.ts';
import { checkHypothesis } from './check-hypothesis.ts';
import { checkRecurring } from './check-recurring.ts';
import { lookAt } from './look.ts';
import type { Problem } from './problem.ts';
import type { YamlSource } from './yaml-source.ts';

/** What the schema cannot say: values that must fit each other, names that must exist. */
export function checkMeaning(source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const look = lookAt(source, problems);
  checkDocumentation(look);
  if (look.text('kind') === 'recurring-series') checkRecurring(look);
  if (look.text('kind') === 'hypothesis') checkHypothesis(look);
  return problems;
}
