from .wire import *
