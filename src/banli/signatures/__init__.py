"""Signatures inside the papers that are issued: the keys, signing, and looking at a signed file. 电子签名"""
