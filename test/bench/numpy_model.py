"""The vectorised simulation of the full model in numpy: years and seconds of each repetition, as lines of numbers.

Threat events PERT(5, 10, 15) a year, vulnerability PERT(10 %, 15 %, 25 %), a primary loss between 250 k and 500 k and, in a
quarter of the events, a secondary loss between 1 M and 4 M (90 % intervals of lognormal laws).

Usage: numpy_model.py YEARS REPETITIONS
"""

import sys
import time

import numpy as np


def pert(rng, low, mode, high, size):
    width = high - low
    return low + width * rng.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, size)


def lognormal(rng, low, high, size):
    sigma = (np.log(high) - np.log(low)) / (2 * 1.6448536269514722)
    return rng.lognormal((np.log(low) + np.log(high)) / 2, sigma, size)


def simulate(rng, years):
    rate = pert(rng, 5, 10, 15, years) * pert(rng, 0.1, 0.15, 0.25, years)
    events = rng.poisson(rate)
    year = np.repeat(np.arange(years), events)
    amount = lognormal(rng, 250e3, 500e3, year.size)
    hit = np.flatnonzero(rng.random(year.size) < 0.25)
    amount[hit] += lognormal(rng, 1e6, 4e6, hit.size)
    return np.bincount(year, weights=amount, minlength=years)


def main():
    years, repetitions = int(sys.argv[1]), int(sys.argv[2])
    rng = np.random.default_rng(20260301)
    simulate(rng, years)
    for _ in range(repetitions):
        start = time.perf_counter()
        losses = simulate(rng, years)
        simulated = time.perf_counter()
        losses.mean()
        np.quantile(losses, [0.1, 0.5, 0.9, 0.95, 0.99])
        print(simulated - start, time.perf_counter() - start, losses.mean())


main()
