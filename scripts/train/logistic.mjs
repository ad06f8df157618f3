/**
 * A logistic model, fitted with signs that are known beforehand: a weight that the data would turn round stays 0. Rows are
 * { x, y, weight }; `signs` 1, -1 or 0 for either; `fixed` holds weights that no set can teach. Returns weights and bias.
 */
export function fitLogistic(rows, { size, signs = [], fixed = [], l2 = 0.001, steps = 400, rate = 0.05 }) {
  const weights = new Float64Array(size + 1);
  const m = new Float64Array(size + 1);
  const v = new Float64Array(size + 1);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(size + 1);
    for (const { x, y, weight } of rows) {
      const pull = ((probability(weights, x) - y) * weight) / total;
      for (let j = 0; j < size; j++) gradient[j] += pull * x[j];
      gradient[size] += pull;
    }
    for (let j = 0; j <= size; j++) {
      const g = gradient[j] + (j < size ? l2 * weights[j] : 0);
      m[j] = 0.9 * m[j] + 0.1 * g;
      v[j] = 0.999 * v[j] + 0.001 * g * g;
      weights[j] -= (rate * (m[j] / (1 - 0.9 ** step))) / (Math.sqrt(v[j] / (1 - 0.999 ** step)) + 1e-8);
      if (signs[j] && Math.sign(weights[j]) === -signs[j]) weights[j] = 0;
      if (fixed[j] !== undefined) weights[j] = fixed[j];
    }
  }
  return weights;
}

/** Of the last place in `weights`, the bias, there is no value in `x`. */
export function logit(weights, x) {
  let sum = weights[x.length];
  for (let j = 0; j < x.length; j++) sum += weights[j] * x[j];
  return sum;
}

export const probability = (weights, x) => 1 / (1 + Math.exp(-logit(weights, x)));
