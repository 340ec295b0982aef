"""The least that a JSON API can do, as a server: `python -m scripts.bench.echo PORT`."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import uvicorn
from fastapi import Body, FastAPI

from app.cli import spare_collector

app = FastAPI()


@app.post("/echo")
async def echo(body: Annotated[Any, Body()]) -> Any:
    """The body, parsed and written again."""
    return body


if __name__ == "__main__":
    spare_collector()
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), server_header=False)
