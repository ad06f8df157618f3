/**
 * A linear score per candidate, trained so that of one question's candidates the right ones come first: softmax over the
 * candidates, loss −ln of the right ones' share, L2 penalty, Adam. Each group is { x: number[][], right: boolean[], weight, base? }.
 */
export function fitSoftmax(groups, { size, l2 = 0.002, steps = 300, rate = 0.05, signs } = {}) {
  const weights = new Float64Array(size);
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const usable = groups.filter(({ right }) => right.some(Boolean) && !right.every(Boolean));
  const total = usable.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(size);
    for (const { x, right, weight = 1 } of usable) {
      const scores = x.map((row) => dot(weights, row));
      const most = Math.max(...scores);
      const masses = scores.map((score) => Math.exp(score - most));
      const all = masses.reduce((a, b) => a + b, 0);
      const good = masses.reduce((sum, mass, i) => sum + (right[i] ? mass : 0), 0);
      for (let i = 0; i < x.length; i++) {
        const pull = (masses[i] / all - (right[i] ? masses[i] / good : 0)) * (weight / total);
        if (pull !== 0) for (let j = 0; j < size; j++) gradient[j] += pull * x[i][j];
      }
    }
    for (let j = 0; j < size; j++) {
      const g = gradient[j] + l2 * weights[j];
      m[j] = 0.9 * m[j] + 0.1 * g;
      v[j] = 0.999 * v[j] + 0.001 * g * g;
      weights[j] -= (rate * (m[j] / (1 - 0.9 ** step))) / (Math.sqrt(v[j] / (1 - 0.999 ** step)) + 1e-8);
      if (signs?.[j] && Math.sign(weights[j]) === -signs[j]) weights[j] = 0;
    }
  }
  return weights;
}

export function dot(weights, row) {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += weights[j] * row[j];
  return sum;
}
