"""Draws the table of `measuring streams` (on standard input) as an SVG: error of the latency and of the first token by number of streams.

Usage: plot_streams.py FILE.svg < TABLE     (python3-matplotlib of Debian)
"""
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

STYLES = {"persona": ("#1b6ca8", "o"), "bare HttpClient": ("#7a7a7a", "s"), "aiohttp": ("#d1495b", "^")}

rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in sys.stdin if line.startswith("| ") and line[2].isdigit()]
figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharex=True)
for axis, column, title in ((axes[0], 3, "latency: mean error, ms"), (axes[1], 6, "first token: mean error, ms")):
    for client, (colour, marker) in STYLES.items():
        points = [(int(row[0]), max(0.1, float(row[column]))) for row in rows if row[1] == client]
        axis.plot(*zip(*points), color=colour, marker=marker, label=client)
    axis.set_xscale("log", base=2)
    axis.set_yscale("log")
    streams = sorted({int(row[0]) for row in rows})
    axis.set_xticks(streams, [str(n) for n in streams])
    axis.set_xlabel("answers at once")
    axis.set_title(title, fontsize=10)
    axis.grid(True, alpha=0.3)
axes[0].legend(frameon=False, fontsize=9)
figure.tight_layout()
figure.savefig(sys.argv[1], metadata={"Date": None})
