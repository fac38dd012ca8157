"""Streams answers the way a load generator in Python does: aiohttp, a task for each request, JSON of each event parsed.

Usage: aiohttp_client.py ADDRESS STREAMS ROUNDS     (python3-aiohttp of Debian)
Prints one JSON object for each answer: id, latency_ms, first_token_ms, opening.
"""
import asyncio
import json
import sys
import time

import aiohttp


async def one(session, address):
    body = {"model": "m", "stream": True, "stream_options": {"include_usage": True}, "max_tokens": 4096,
            "messages": [{"role": "user", "content": "Two personas, please."}]}
    start, first = time.perf_counter(), None
    async with session.post(f"{address}/v1/chat/completions", json=body) as response:
        async for line in response.content:
            if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                continue
            choices = json.loads(line[6:])["choices"]
            if first is None and choices and choices[0]["delta"].get("content"):
                first = time.perf_counter()
        end = time.perf_counter()
        return {"id": response.headers["x-request-id"], "latency_ms": (end - start) * 1000, "first_token_ms": (first - start) * 1000}


async def stream(session, address, rounds, results):
    for turn in range(rounds):
        results.append({**await one(session, address), "opening": turn == 0})


async def main(address, streams, rounds):
    results = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=600)) as session:
        await one(session, address)
        await asyncio.gather(*(stream(session, address, rounds, results) for _ in range(streams)))
    for result in results:
        print(json.dumps(result))


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
