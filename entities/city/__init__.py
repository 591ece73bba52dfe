"""A synthetic city: 澄江市, believable and wholly fictional (region 990281 does not exist).

The same plan (seed, sizes, day) gives the same rows, byte for byte, in a stream of flat memory:
``residents`` makes the entities, ``conduct`` how they behave, ``records`` their facts, ``loading``
copies both in.
Proportions follow published registers: two thirds of the entities are individual businesses, most
have a clean file, and a few collect most of the penalties.
"""
