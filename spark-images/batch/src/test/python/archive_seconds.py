"""Reads the archive as anybody can, and prints for each second what a bar of it must say.

Usage: archive_seconds.py catalog SQLALCHEMY_URL PRODUCT
       archive_seconds.py metadata FILE_OR_URL

The first asks the catalog in the pair's Postgres, the second reads the table as a file describes it.
A line for each second: its start, trades, base volume and quote volume.
"""

import sys
from collections import defaultdict
from decimal import Context, Decimal, localcontext

from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.table import StaticTable


def table(arguments):
    if arguments[0] == "metadata":
        return StaticTable.from_metadata(arguments[1])
    catalog = SqlCatalog("archive", uri=arguments[1], init_catalog_tables="false")
    name = arguments[2].lower().replace("-", "_")
    return catalog.load_table(("trades", name))


def main(arguments):
    seconds = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
    ids = set()
    rows = table(arguments).scan().to_arrow()
    with localcontext(Context(prec=200)):
        for row in rows.to_pylist():
            assert row["trade_id"] not in ids, f"trade {row['trade_id']} is there twice"
            ids.add(row["trade_id"])
            second = seconds[row["time"].replace(microsecond=0)]
            second[0] += 1
            second[1] += row["size"]
            second[2] += row["price"] * row["size"]
        for start in sorted(seconds):
            trades, base, quote = seconds[start]
            print(f"{start:%Y-%m-%dT%H:%M:%SZ} {trades} {base.normalize():f} {quote.normalize():f}")


main(sys.argv[1:])
